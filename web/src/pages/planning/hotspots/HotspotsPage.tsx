import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decimal } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { inWords } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { notify } from "../../../notices/notices.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { CsvLink } from "../../../tables/CsvLink.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { PointLine } from "../../decision/tables/PointLine.tsx";
import { usePoint } from "../../decision/tables/usePoint.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { IntervalBar } from "./IntervalBar.tsx";
import { KindFilter, useKind } from "./KindFilter.tsx";
import { type Hotspot, type HotspotList, HOTSPOTS, type NodeKind, RUN_FORECAST } from "./operations.ts";
import { conclusionWords, excessRange, excessWords, recordWords } from "./words.ts";
import "../planner.css";

/** As many as a run keeps. */
const MOST_NODES = 60;
const PERIODS = [
  { name: "next", words: "Next period" },
  { name: "current", words: "This period" },
] as const;

/** Where what a pack counts will cluster, with interval and likely cause. */
export default function HotspotsPage() {
  const { query, change } = useAddress();
  const chosen = usePoint(query.point);
  const { point, isEmpty } = chosen;
  const ofPoint = useKind(point, query.kind);
  const { kind, kinds } = ofPoint;
  useTitle(`Hot spots${kind === null ? "" : ` by ${kind.name}`}, ${query.when === "current" ? "this" : "next"} period · Planner`);
  return (
    <>
      <PlannerNav />
      <div class="page">
        <header class="page-head">
          <h1>{kind === null ? "Hot spots" : `Where cases that ${kind.counted} will cluster`}</h1>
          <PointLine chosen={chosen} onChange={change} />
        </header>
        <div class="filters">
          <KindFilter {...ofPoint} onChange={change} />
          <Choice
            label="Which period"
            options={PERIODS}
            chosen={query.when === "current" ? "current" : "next"}
            onChoose={(when) => change({ when: when === "current" ? when : null })}
          />
          {point !== null && <RunButton point={point} />}
          {point !== null && kind !== null && (
            <CsvLink
              list="hotspots"
              filter={{ decisionPoint: point, nodeKind: kind.name, current: query.when === "current" ? "true" : null }}
            />
          )}
        </div>
        {point !== null && kind !== null && <Hotspots point={point} kind={kind} current={query.when === "current"} />}
        {kinds?.length === 0 && <EmptyState title="The pack of this decision point declares no hot spots." />}
        {kinds === null && !isEmpty && <Skeleton lines={8} label="Fetching" />}
        {isEmpty && <EmptyState title="There is no history to forecast from yet." />}
      </div>
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
  const { query, change } = useAddress();
  const most = Math.max(0, ...list.nodes.map((node) => node.high));
  return (
    <>
      <p>
        <b>
          {moment(list.periodStart)} to {moment(list.periodEnd)}
        </b>
        , from what was known on {moment(list.issuedAt)}{list.origin === "BACKCAST" && "; calculated after the period had begun"}.
      </p>
      {list.nodes.length > 0 && <p class="answer">{conclusionWords(list.nodes)}</p>}
      <section class="panel table-panel" aria-label="Hot spots">
        {list.nodes.length === 0 ? (
          <p class="dim">Nothing is expected anywhere in this period.</p>
        ) : (
          <DataTable
            caption={`Expected cases that ${kind.counted}, by ${kind.name}; the vertical line marks what is usual for its number of cases`}
            showCaption
            columns={columnsOf(most, kind)}
            rows={list.nodes}
            keyOf={(node) => node.forecastId}
            sorting={sortingOf(query.sort, { column: "excess", down: true })}
            onSort={(sorting) => change({ sort: sortingText(sorting) })}
          />
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

function columnsOf(most: number, kind: NodeKind): readonly Column<Hotspot>[] {
  return [
    {
      key: "node",
      words: inWords(kind.name),
      by: (node) => node.name,
      cell: (node) => (node.nodeId === null ? <b class="node-name">{node.name}</b> : <NodeLink id={node.nodeId} name={node.name} />),
    },
    { key: "expected", words: "Expected", number: true, by: (node) => node.expected, cell: (node) => <b>{decimal(node.expected, 1)}</b> },
    {
      key: "interval",
      words: "90 % interval",
      by: (node) => node.high,
      cell: (node) => (
        <span class="share">
          <IntervalBar low={node.low} high={node.high} expected={node.expected} mark={node.usual} most={most} />
          <span class="dim">
            {node.low} – {node.high}
          </span>
        </span>
      ),
    },
    { key: "usual", words: "Usual for its cases", number: true, by: (node) => node.usual, cell: (node) => decimal(node.usual, 1) },
    {
      key: "excess",
      words: "More or less than usual",
      by: (node) => node.excess,
      cell: (node) => (
        <span class="excess">
          {excessWords(node.excess, node.excessShare)} <span class="dim">{excessRange(node)}</span>
        </span>
      ),
    },
    {
      key: "causes",
      words: "Likely causes",
      cell: (node) =>
        node.causes.length === 0 ? (
          <span class="dim">no clear cause</span>
        ) : (
          <ul class="causes">
            {node.causes.map((cause) => (
              <li key={`${cause.kind} ${cause.name}`}>
                {cause.words} {cause.nodeId !== null && <a href={exploreAddress(cause.nodeId)}>explore</a>}
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

function NodeLink({ id, name }: { id: string; name: string }) {
  return (
    <a class="node-name" href={exploreAddress(id)}>
      {name}
    </a>
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
