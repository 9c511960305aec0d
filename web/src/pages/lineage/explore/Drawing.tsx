import { lazy } from "preact-iso";

import { useColours } from "../../../drawing/useColours.ts";
import { Cards } from "./Cards.tsx";
import { type Explored, MOST_CARDS } from "./exploring.ts";
import type { Step } from "./LinkButtons.tsx";
import type { Hop } from "./question.ts";
import { totalsOf } from "./kinds.ts";

const Canvas = lazy(() => import("./Canvas.tsx"));
const HAS_WEBGL = canDraw();

interface Props {
  readonly explored: Explored;
  readonly selected: string | null;
  /** The line of a way that was chosen. */
  readonly line: string | null;
  readonly hits: ReadonlySet<string> | null;
  readonly hops: readonly Hop[];
  readonly onSelect: (id: string) => void;
  readonly onHop: (hop: Step) => void;
  readonly onHide: (hop: Step) => void;
}

/** The drawing: cards, or, of very many nodes, marks by WebGL where there is any. */
export function Drawing({ explored, selected, line, hits, hops, onSelect, onHop, onHide }: Props) {
  const colours = useColours();
  const { picture, cards, links } = explored;
  const way = explored.way.nodes;
  const { nodes: total } = totalsOf(picture);
  if (cards.nodes.size <= MOST_CARDS || !HAS_WEBGL)
    return (
      <Cards
        picture={cards}
        colours={colours}
        selected={selected}
        way={way}
        line={line}
        hits={hits}
        links={links}
        hops={hops}
        total={total}
        onSelect={onSelect}
        onHop={onHop}
        onHide={onHide}
      />
    );
  return <Canvas picture={picture} colours={colours} selected={selected} way={way} hits={hits} onSelect={onSelect} />;
}

function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
