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
import { FindBar } from "./FindBar.tsx";
import { matchesIn } from "./find.ts";
import type { Step } from "./LinkButtons.tsx";
import { NO_LINKS } from "./links.ts";
import { DEEPEST, hopsText, questionOf, type Way, withHop, withoutHop } from "./question.ts";
import { QuestionsPanel } from "./QuestionsPanel.tsx";
import { SaveMenu } from "./SaveMenu.tsx";
import { WayPanel } from "./WayPanel.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { DrawingStatus } from "./DrawingStatus.tsx";
import { NO_WAY } from "./exploring.ts";
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
  { name: "way", words: "Way" },
  { name: "questions", words: "Questions" },
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
  const toPath = (to: string) => change({ to, side: "way", by: null, at_edge: null });
  const [hits, setHits] = useState<ReadonlySet<string> | null>(null);
  const onFind = (matches: ReadonlySet<string> | null, current: string | null) => {
    setHits(matches);
    if (current !== null) change({ at_node: current === id ? null : current });
  };
  const onHop = (hop: Step) => change({ open: hopsText(withHop(question.hops, hop)), by: null });
  const onHide = (hop: Step) => change({ open: hopsText(withoutHop(question.hops, hop)) });
  const step = explored?.way.steps.find((one) => one.id === query.at_edge);
  const links = explored?.links ?? NO_LINKS;
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
          <SaveMenu explored={explored} root={id} asOf={question.asOf} />
        </span>
      </div>
      <div class="explore-main">
        <DrawingStatus explored={explored} busy={busy} question={question} onChange={change} />
        <div class="find-place">
          <FindBar matchesOf={(text) => (picture ? matchesIn(picture, folded, text) : [])} onFind={onFind} />
        </div>
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
          <Drawing
            explored={explored}
            selected={isFolded ? FOLD : selected}
            line={step?.line ?? null}
            hits={hits}
            hops={question.hops}
            onSelect={select}
            onHop={onHop}
            onHide={onHide}
          />
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
            picture={picture}
            hops={question.hops}
            onHop={onHop}
            onHide={onHide}
            onPath={toPath}
          />
        )}
        {side === "list" && picture && (
          <GraphList
            picture={picture}
            isByKind={isByKind}
            selected={selected}
            links={links}
            hops={question.hops}
            onSelect={select}
            onHop={onHop}
            onHide={onHide}
          />
        )}
        {side === "way" && picture && (
          <WayPanel
            picture={picture}
            way={explored?.way ?? NO_WAY}
            hasEnd={question.to !== null}
            chosen={query.at_edge ?? null}
            onChoose={(one) => change({ at_edge: one.id })}
            onPath={toPath}
            onEnd={() => change({ to: null, at_edge: null })}
          />
        )}
        {side === "impact" && <ImpactList id={shown === FOLD ? id : shown} asOf={question.asOf} />}
        {side === "questions" && <QuestionsPanel root={id} selected={isByKind || isFolded || selected === FOLD ? id : selected} />}
        {side === "search" && <SearchPanel onPath={toPath} />}
      </aside>
    </div>
  );
}

function knownTimes(picture: Picture): number[] {
  return [...picture.nodes.values()].flatMap((node) => (node.knownAt === null ? [] : [node.knownAt]));
}
