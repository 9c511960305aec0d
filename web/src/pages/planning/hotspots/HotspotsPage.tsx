import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { notify } from "../../../notices/notices.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { CsvLink } from "../../../tables/CsvLink.tsx";
import { PointLine } from "../../decision/tables/PointLine.tsx";
import { usePoint } from "../../decision/tables/usePoint.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { HotspotTable, listedAhead } from "./HotspotTable.tsx";
import { AheadFilters, useAhead } from "./AheadFilters.tsx";
import { KindFilter, useKind } from "./KindFilter.tsx";
import { type HotspotList, HOTSPOTS, HOTSPOTS_AHEAD, type NodeKind, RUN_FORECAST } from "./operations.ts";
import { conclusionWords, knownWords, periodWords, recordWords } from "./words.ts";
import "../planner.css";

/** As many as a run keeps. */
const MOST_NODES = 60;
const STORED = [
  { name: "next", words: "Next period" },
  { name: "current", words: "This period" },
] as const;
const PERIODS = [
  ...STORED,
  { name: "1", words: "1 day" },
  { name: "7", words: "7 days" },
  { name: "28", words: "28 days" },
] as const;
/** Of those, how the title of the page names them. */
const NAMED = { next: "next period", current: "this period", "1": "1 day ahead", "7": "7 days ahead", "28": "28 days ahead" } as const;

/** Where what a pack counts will cluster, with interval and likely cause. */
export default function HotspotsPage() {
  const { query, change } = useAddress();
  const chosen = usePoint(query.point);
  const { point, isEmpty } = chosen;
  const ofPoint = useKind(point, query.kind);
  const { kinds } = ofPoint;
  /** Rows of a log without a clock lie on no days. */
  const periods = (ofPoint.kind?.rows ?? null) === null ? PERIODS : STORED;
  const when = periods.find(({ name }) => name === query.when)?.name ?? "next";
  const isStored = when === "next" || when === "current";
  const ahead = useAhead(isStored ? null : point, ofPoint.kind, query);
  const kind = isStored ? ofPoint.kind : ahead.kind;
  useTitle(`Hot spots${kind === null ? "" : ` by ${kind.name}`}, ${NAMED[when]} · Planner`);
  return (
    <>
      <PlannerNav />
      <div class="page">
        <header class="page-head">
          <h1>{kind === null ? "Hot spots" : `Where cases that ${kind.counted} will cluster`}</h1>
          <PointLine chosen={chosen} onChange={change} />
        </header>
        <div class="filters">
          {isStored ? <KindFilter {...ofPoint} onChange={change} /> : <AheadFilters {...ahead} onChange={change} />}
          <Choice
            label="Which period"
            options={periods}
            chosen={when}
            onChoose={(next) => change({ when: next === "next" ? null : next })}
          />
          {point !== null && isStored && <RunButton point={point} />}
          {point !== null && kind !== null && isStored && (
            <CsvLink
              list="hotspots"
              filter={{ decisionPoint: point, nodeKind: kind.name, current: when === "current" ? "true" : null }}
            />
          )}
        </div>
        {point !== null && kind !== null && isStored && <Hotspots point={point} kind={kind} current={when === "current"} />}
        {point !== null && kind !== null && !isStored && <HotspotsAhead point={point} kind={kind} event={ahead.event} days={Number(when)} />}
        {kinds?.length === 0 && <EmptyState title="The pack of this decision point declares no hot spots." />}
        {kinds === null && !isEmpty && <Skeleton lines={8} label="Fetching" />}
        {isEmpty && <EmptyState title="There is no history to forecast from yet." />}
      </div>
    </>
  );
}

/** What the days ahead bring, calculated when it is looked at. */
function HotspotsAhead({ point, kind, event, days }: { point: string; kind: NodeKind; event: string | null; days: number }) {
  const [{ data, fetching }, again] = useQuery({
    query: HOTSPOTS_AHEAD,
    variables: { input: { decisionPoint: point, nodeKind: kind.name, event, days, first: MOST_NODES } },
  });
  if (!data) {
    if (fetching) return <Skeleton lines={8} label="Calculating the forecast" />;
    return <Failure message="The forecast could not be calculated." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.hotspotsAhead)) {
    return (
      <EmptyState title="There is no forecast for these days.">
        <p>{data.hotspotsAhead.message}</p>
      </EmptyState>
    );
  }
  const { nodes, counted, pooling, turnover } = data.hotspotsAhead;
  return (
    <>
      <p>
        <b>{periodWords(data.hotspotsAhead)}</b>, from what is known now. It is not stored, so it is not compared with what happens: the forecasts of whole periods are.
      </p>
      {nodes.length > 0 && <p class="answer">{conclusionWords(nodes)}</p>}
      <section class="panel table-panel" aria-label="Hot spots">
        {nodes.length === 0 ? <p class="dim">Nothing is expected anywhere in these days.</p> : <HotspotTable nodes={nodes.map(listedAhead)} kind={{ ...kind, counted }} />}
        {[...turnover, ...(pooling === null ? [] : [pooling.sentence])].map((words) => (
          <p class="protocol" key={words}>
            {words}
          </p>
        ))}
        {kind.name === "reviewer" && (
          <p class="protocol">People are counted by the cases that they decided: what they were given differs, so a high number says nothing of how well they work.</p>
        )}
      </section>
    </>
  );
}

function Hotspots({ point, kind, current }: { point: string; kind: NodeKind; current: boolean }) {
  const [{ data, fetching }, again] = useQuery({
    query: HOTSPOTS,
    variables: { input: { decisionPoint: point, nodeKind: kind.name, current, first: MOST_NODES } },
  });
  if (!data) {
    if (fetching) return <Skeleton lines={8} label="Fetching the forecast" />;
    return <Failure message="The forecast could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.hotspots)) {
    return (
      <EmptyState title="There is no forecast for this period.">
        <p>{data.hotspots.message}</p>
      </EmptyState>
    );
  }
  return <Forecasts list={data.hotspots} kind={kind} />;
}

function Forecasts({ list, kind }: { list: HotspotList; kind: NodeKind }) {
  return (
    <>
      <p>
        <b>{periodWords(list)}</b>, from what was known {knownWords(list)}
        {list.origin === "BACKCAST" && "; calculated after the period had begun"}.
      </p>
      {list.nodes.length > 0 && <p class="answer">{conclusionWords(list.nodes)}</p>}
      <section class="panel table-panel" aria-label="Hot spots">
        {list.nodes.length === 0 ? (
          <p class="dim">Nothing is expected anywhere in this period.</p>
        ) : (
          <HotspotTable nodes={list.nodes} kind={kind} />
        )}
        <p class="protocol">
          {list.protocol} <a href={exploreAddress(list.snapshotId)}>The frozen data that it is based on</a>
        </p>
      </section>
      <section class="panel table-panel" aria-labelledby="record-title">
        <h2 id="record-title">How good earlier forecasts were</h2>
        <ul class="assumptions">
          {recordWords(list.record).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <p>
          <a href={`/planner/record?kind=${encodeURIComponent(kind.name)}`}>See each of them, the worst first</a>
        </p>
      </section>
    </>
  );
}

function RunButton({ point }: { point: string }) {
  const client = useClient();
  const [working, setWorking] = useState(false);
  async function run(attempt: () => Promise<Sent<{ readonly waiting: number }>>) {
    setWorking(true);
    const sent = await attempt();
    setWorking(false);
    if (sent.kind === "unanswered") notify({ tone: "bad", text: sent.message, action: { words: "Send again", run: () => void run(sent.again) } });
    else if (sent.kind === "refused") notify({ tone: "warn", text: sent.refusal.message });
    else if (sent.answer.waiting === 0) notify({ tone: "good", text: "This is the newest forecast already." });
    else notify({ tone: "plain", text: "A new forecast is being made. Load the page again in a minute." });
  }
  /** Each press is a request of its own; only sending it again uses its key. */
  function start() {
    const input = { decisionPoint: point, idempotencyKey: newKey() };
    void run(() => send(client, RUN_FORECAST, { input }, (data) => data.runForecast));
  }
  return (
    <button class="button" disabled={working} onClick={start}>
      {working ? "Sending…" : "New forecast"}
    </button>
  );
}
