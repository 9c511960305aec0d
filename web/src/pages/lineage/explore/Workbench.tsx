import { useMemo, useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { moment } from "../../../format/time.ts";
import { useCommands } from "../../../keyboard/useCommands.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { AsOf } from "./AsOf.tsx";
import { Drawing } from "./Drawing.tsx";
import { FOLD } from "./fold.ts";
import { FoldPanel } from "./FoldPanel.tsx";
import { GraphList } from "./GraphList.tsx";
import { ImpactList } from "./ImpactList.tsx";
import { KindPanel } from "./KindPanel.tsx";
import { Legend } from "./Legend.tsx";
import type { Picture } from "./model.ts";
import { NodePanel } from "./NodePanel.tsx";
import { DEEPEST, hopsText, questionOf, type Way, withHop } from "./question.ts";
import { saveSvg } from "./save.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { DrawingStatus } from "./DrawingStatus.tsx";
import { useExplored } from "./useExplored.ts";
import { useRoot } from "./useRoot.ts";

const WAYS = [
  { name: "UP", words: "Based on" },
  { name: "DOWN", words: "Used by" },
  { name: "BOTH", words: "Both" },
] as const satisfies readonly { name: Way; words: string }[];
const DRAWN = [
  { name: "node", words: "Nodes" },
  { name: "kind", words: "Kinds" },
] as const;
const SIDES = [
  { name: "node", words: "Node" },
  { name: "list", words: "List" },
  { name: "impact", words: "Decisions" },
  { name: "search", words: "Search" },
] as const;
type Side = (typeof SIDES)[number]["name"];
const LONG_AGO = 30 * 86_400_000;

/** A node's surroundings, drawn and listed; all of it is in the address. */
export function Workbench({ id }: { id: string }) {
  const { path, query, route, change } = useAddress();
  const question = questionOf(query);
  const { explored, busy } = useExplored(id, question);
  const [earliest, setEarliest] = useState(() => Date.now() - LONG_AGO);
  const { knownAt } = useRoot(id);
  const isBeforeBirth = question.asOf !== null && knownAt !== null && Date.parse(knownAt) > Date.parse(question.asOf);
  const picture = explored?.picture ?? null;
  useMemo(() => {
    if (picture) setEarliest((before) => Math.min(before, ...knownTimes(picture)));
  }, [picture]);
  const isByKind = question.by === "kind";
  const selected = query.at_node ?? id;
  const shown = isByKind ? id : selected;
  const folded = explored?.folded ?? [];
  const isFolded = folded.includes(selected);
  const group = isByKind ? picture?.nodes.get(selected) : undefined;
  const side = SIDES.find((one) => one.name === query.side)?.name ?? "node";
  const select = (node: string) => change({ at_node: node === id ? null : node, ...(side === "list" ? {} : { side: null }) });
  const show = (next: Side) => change({ side: next === "node" ? null : next });
  useCommands([
    ...SIDES.map(({ name, words }, at) => ({ keys: String(at + 1), words, group: "Explorer", run: () => show(name) })),
    { keys: "x", words: "Back to the first drawing", group: "Explorer", run: () => route(path, true) },
  ]);
  const toPath = (to: string) => change({ to, side: null, by: null });
  return (
    <div class="explore">
      <h1 class="for-readers">Explore</h1>
      <div class="explore-tools">
        <Choice label="Which way" options={WAYS} chosen={question.way} onChoose={(way) => change({ way: way === "UP" ? null : way })} />
        <label class="depth">
          Steps
          <select
            value={question.depth}
            onChange={(event) => change({ depth: event.currentTarget.value === String(DEEPEST) ? null : event.currentTarget.value })}
          >
            {Array.from({ length: DEEPEST }, (_, at) => (
              <option key={at} value={at + 1}>
                {at + 1}
              </option>
            ))}
          </select>
        </label>
        <Choice
          label="What is drawn"
          options={DRAWN}
          chosen={question.by}
          onChoose={(by) => change({ by: by === "node" ? null : by, at_node: null })}
        />
        <AsOf earliest={earliest} asOf={question.asOf} onChange={(at) => change({ at })} />
        <span class="explore-end row">
          <button class="button small" disabled={Object.keys(query).length === 0} onClick={() => route(path, true)}>
            Reset
          </button>
          <button class="button small" disabled={!picture} onClick={() => explored && saveSvg(explored.cards, "signoff-lineage")}>
            Save SVG
          </button>
        </span>
      </div>
      <div class="explore-main">
        <DrawingStatus explored={explored} busy={busy} question={question} onChange={change} />
        {isBeforeBirth && (
          <p class="explore-problem" role="status">
            It was first known on {moment(knownAt)}.{" "}
            <button class="link" onClick={() => change({ at: knownAt })}>
              Go there
            </button>
          </p>
        )}
        {!isBeforeBirth && explored?.problems.map((problem) => (
          <p key={problem} class="explore-problem" role="alert">
            {problem}
          </p>
        ))}
        {picture && explored ? (
          <Drawing explored={explored} selected={isFolded ? FOLD : selected} hits={null} onSelect={select} />
        ) : (
          <Skeleton lines={10} label="Fetching the graph" />
        )}
        <Legend />
      </div>
      <aside class="explore-side" aria-label="Beside the drawing">
        <Choice label="What is shown here" options={SIDES} chosen={side} onChoose={show} />
        {side === "node" && group && (
          <KindPanel key={`${group.kind} ${question.way} ${question.depth} ${question.asOf}`} root={id} group={group} question={question} />
        )}
        {side === "node" && !group && picture && selected === FOLD && (
          <FoldPanel picture={picture} folded={folded} onSelect={select} onOpen={() => change({ features: "each", at_node: null })} />
        )}
        {side === "node" && !group && selected !== FOLD && (
          <NodePanel
            id={shown}
            root={id}
            asOf={question.asOf}
            hops={question.hops}
            onHop={(hop) => change({ open: hopsText(withHop(question.hops, hop)), by: null })}
            onPath={toPath}
          />
        )}
        {side === "list" && picture && <GraphList picture={picture} isByKind={isByKind} selected={selected} onSelect={select} />}
        {side === "impact" && <ImpactList id={shown === FOLD ? id : shown} asOf={question.asOf} />}
        {side === "search" && <SearchPanel onPath={toPath} />}
      </aside>
    </div>
  );
}

function knownTimes(picture: Picture): number[] {
  return [...picture.nodes.values()].flatMap((node) => (node.knownAt === null ? [] : [node.knownAt]));
}
