import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decimal } from "../../../format/number.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { PointLine } from "../../decision/tables/PointLine.tsx";
import { usePoint } from "../../decision/tables/usePoint.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { recordWords } from "../hotspots/words.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { IMPACT_FORECAST, type ImpactForecast, type ImpactNode } from "./operations.ts";
import { changedWords, expectedWords, restingKind, weightWords } from "./words.ts";
import "../planner.css";

const PERIODS = [
  { name: "7", words: "7 days" },
  { name: "14", words: "14 days" },
  { name: "28", words: "28 days" },
] as const;

/** What the decisions of the next days will rest on, and how many would change if it were wrong. */
export default function ImpactForecastPage() {
  const { query, change } = useAddress();
  const chosen = usePoint(query.point);
  const { point, isEmpty } = chosen;
  const days = PERIODS.find((one) => one.name === query.days)?.name ?? "7";
  useTitle(`What the next ${days} days rest on · Planner`);
  return (
    <>
      <PlannerNav />
      <div class="page">
        <header class="page-head">
          <h1>What will decisions rest on?</h1>
          <PointLine chosen={chosen} onChange={change} />
        </header>
        <div class="filters">
          <Choice label="How far ahead" options={PERIODS} chosen={days} onChoose={(next) => change({ days: next === "7" ? null : next })} />
        </div>
        {point !== null && <Forecast point={point} days={Number(days)} />}
        {isEmpty && <EmptyState title="There is no history to forecast from yet." />}
      </div>
    </>
  );
}

function Forecast({ point, days }: { point: string; days: number }) {
  const [{ data, fetching }, again] = useQuery({ query: IMPACT_FORECAST, variables: { input: { decisionPoint: point, days } } });
  if (!data) {
    if (fetching) return <Skeleton lines={8} label="Fetching the forecast" />;
    return <Failure message="The forecast could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.impactForecast)) return <Failure message={data.impactForecast.message} />;
  return <Nodes forecast={data.impactForecast} days={days} />;
}

function Nodes({ forecast, days }: { forecast: ImpactForecast; days: number }) {
  const { query, change } = useAddress();
  if (forecast.nodes.length === 0) {
    return (
      <EmptyState title="No decisions yet.">
        <p>{forecast.conclusion}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="answer">{forecast.conclusion}</p>
      <section class="panel" aria-labelledby="record-title">
        <h2 id="record-title">How good the forecasts of earlier weeks were</h2>
        <ul class="assumptions">
          {recordWords(forecast.record).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <p>
          <a href="/planner/record?kind=impact">See each of them, the worst first</a>
        </p>
      </section>
      <section class="panel table-panel" aria-label="What decisions rest on">
        <DataTable
          caption={`What the decisions of the next ${days} days rest on; bands hold nine in ten`}
          showCaption
          columns={COLUMNS}
          rows={forecast.nodes}
          keyOf={(node) => `${node.kind} ${node.nodeId}`}
          sorting={sortingOf(query.sort, { column: "changed", down: true })}
          onSort={(sorting) => change({ sort: sortingText(sorting) })}
          file={`impact-forecast-${days}-days`}
        />
        <p class="protocol">
          {forecast.explained === 0
            ? "No score here has a stored explanation yet: how many decisions would change is not known. "
            : `Weights come from the newest ${decimal(forecast.explained)} cases with a stored explanation: the share that the rules would send another way without it. `}
          Counts are of the last four weeks; forecasts learn from the last nine.
          {forecast.incomplete && " There are more decisions than are read, so the counts begin later."}
        </p>
      </section>
    </>
  );
}

const COLUMNS: readonly Column<ImpactNode>[] = [
  {
    key: "name",
    words: "Based on",
    by: (node) => node.title,
    cell: (node) => (
      <a class="node-name" href={exploreAddress(node.nodeId)}>
        {node.title}
      </a>
    ),
  },
  { key: "kind", words: "Kind", by: (node) => node.kind, cell: (node) => restingKind(node.kind) },
  { key: "changed", words: "Would change if it is wrong", number: true, by: (node) => node.changed, cell: (node) => <b>{changedWords(node)}</b> },
  { key: "expected", words: "Expected decisions", number: true, by: (node) => node.decisions.expected, cell: (node) => expectedWords(node.decisions) },
  { key: "weight", words: "Weight", number: true, by: (node) => node.weight.share, cell: (node) => weightWords(node.weight) },
  { key: "recent", words: "Last four weeks", number: true, by: (node) => node.decisions.recent, cell: (node) => decimal(node.decisions.recent) },
];
