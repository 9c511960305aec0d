import { lazy } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useStore } from "../../../app/store.ts";
import { theme } from "../../../app/theme.ts";
import { coloursNow } from "../../../drawing/colours.ts";
import { Cards } from "./Cards.tsx";
import type { Explored } from "./exploring.ts";
import { totalsOf } from "./kinds.ts";

const Canvas = lazy(() => import("./Canvas.tsx"));
const HAS_WEBGL = canDraw();
const SYSTEM_DARK = matchMedia("(prefers-color-scheme: dark)");
/** So many cards are still read one by one; more are drawn as marks. */
export const MOST_CARDS = 160;

interface Props {
  readonly explored: Explored;
  readonly selected: string | null;
  readonly hits: ReadonlySet<string> | null;
  readonly onSelect: (id: string) => void;
}

/** The drawing: cards, or, of very many nodes, marks by WebGL where there is any. */
export function Drawing({ explored, selected, hits, onSelect }: Props) {
  const colours = useColours();
  const { picture, cards, way } = explored;
  const { nodes: total } = totalsOf(picture);
  if (cards.nodes.size <= MOST_CARDS || !HAS_WEBGL)
    return <Cards picture={cards} colours={colours} selected={selected} way={way} hits={hits} total={total} onSelect={onSelect} />;
  return <Canvas picture={picture} colours={colours} selected={selected} way={way} hits={hits} onSelect={onSelect} />;
}

/** The colours of the theme: one object until the theme changes, for a new one has everything drawn anew. */
function useColours() {
  const chosen = useStore(theme);
  const [isDark, setDark] = useState(SYSTEM_DARK.matches);
  useEffect(() => {
    const onChange = () => setDark(SYSTEM_DARK.matches);
    SYSTEM_DARK.addEventListener("change", onChange);
    return () => SYSTEM_DARK.removeEventListener("change", onChange);
  }, []);
  return useMemo(coloursNow, [chosen, isDark]);
}

function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
