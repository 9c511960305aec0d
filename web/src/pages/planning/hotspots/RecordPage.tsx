import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decimal, signed } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { CsvLink } from "../../../tables/CsvLink.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { PointLine } from "../../decision/tables/PointLine.tsx";
import { usePoint } from "../../decision/tables/usePoint.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { restingKind } from "../impact/words.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { IntervalBar } from "./IntervalBar.tsx";
import { type Forecast, FORECAST_KINDS, FORECASTS, type RecordedKind, RISK_RECORDS } from "./operations.ts";
import { forecastName, RecordTable, RiskTable } from "./RecordTable.tsx";
import { madeWords } from "./words.ts";
import "../planner.css";

const ORDERS = [
  { name: "worst", words: "Worst first" },
  { name: "latest", words: "Latest first" },
] as const;

/** Past forecasts compared with what happened: which were off, and by how much. */
export default function RecordPage() {
  const { query, change } = useAddress();
  const chosen = usePoint(query.point);
  const { point, isEmpty } = chosen;
  const [{ data }] = useQuery({ query: FORECAST_KINDS, variables: { point: point ?? "" }, pause: point === null });
  const kinds = point === null ? null : (data?.forecastKinds ?? null);
  const kind = kinds?.find(({ name }) => name === query.kind) ?? kinds?.[0] ?? null;
  const order = query.order === "latest" ? "latest" : "worst";
  useTitle(`Past forecasts${kind === null ? "" : ` by ${kind.name}`}, ${order} first · Planner`);
  return (
    <>
      <PlannerNav />
      <div class="page">
        <header class="page-head">
          <h1>Past forecasts and what happened</h1>
          <PointLine chosen={chosen} onChange={change} />
        </header>
        <div class="filters">
          {kind !== null && kinds !== null && (
            <Choice
              label="By what"
              options={kinds.map((one) => ({ name: one.name, words: forecastName(one) }))}
              chosen={kind.name}
              onChoose={(name) => change({ kind: name, after: null })}
            />
          )}
          <Choice label="Order" options={ORDERS} chosen={order} onChoose={(next) => change({ order: next, after: null, sort: null })} />
        </div>
        {point !== null && kind !== null && <Scored point={point} kind={kind} worst={order === "worst"} />}
        {kinds !== null && kinds.length > 0 && <RecordTable kinds={kinds} />}
        {point !== null && <RiskRecords point={point} />}
        {kinds === null && !isEmpty && <Skeleton lines={8} label="Fetching" />}
        {isEmpty && <EmptyState title="Nothing has been forecast yet." />}
      </div>
    </>
  );
}

function RiskRecords({ point }: { point: string }) {
  const [{ data }] = useQuery({ query: RISK_RECORDS, variables: { point } });
  const records = data?.riskRecords ?? [];
  return records.length > 0 ? <RiskTable records={records} /> : null;
}

function Scored({ point, kind, worst }: { point: string; kind: RecordedKind; worst: boolean }) {
  const { query, change } = useAddress();
  const [{ data, fetching }, again] = useQuery({
    query: FORECASTS,
    variables: { input: { decisionPoint: point, nodeKind: kind.name, event: kind.event, scored: true, worst, first: 50, after: query.after ?? null } },
  });
  if (!data) {
    if (fetching) return <Skeleton lines={8} label="Fetching past forecasts" />;
    return <Failure message="Past forecasts could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  const page = data.forecasts;
  if (isRefusal(page)) return <Failure message={page.message} />;
  if (page.nodes.length === 0) {
    return (
      <EmptyState title="No forecast of this kind can be compared yet.">
        <p>Each forecast is compared with what happened as soon as its period is over.</p>
      </EmptyState>
    );
  }
  const most = Math.max(...page.nodes.map((one) => Math.max(one.high, one.actual ?? 0)));
  return (
    <section class="panel table-panel" aria-label="Past forecasts">
      <DataTable
        caption={`${kind.impact ? "Decisions" : "Cases"} that ${kind.counted}, expected and actual; the vertical line marks what happened`}
        showCaption
        columns={columnsOf(most, kind)}
        rows={page.nodes}
        keyOf={(one) => one.id}
        sorting={sortingOf(query.sort, { column: "", down: false })}
        onSort={(sorting) => change({ sort: sortingText(sorting) })}
      />
      <p class="table-foot">
        <CsvLink list="forecasts" filter={{ decisionPoint: point, nodeKind: kind.name, event: kind.event, scored: "true", worst: worst ? "true" : null }} />
      </p>
      {(query.after !== undefined || page.pageInfo.hasNextPage) && (
        <p class="row">
          <button class="button small" disabled={query.after === undefined} onClick={() => change({ after: null })}>
            Back to the first
          </button>
          <button class="button small" disabled={!page.pageInfo.hasNextPage} onClick={() => change({ after: page.pageInfo.endCursor })}>
            More
          </button>
        </p>
      )}
    </section>
  );
}

function beginning({ firstRow, periodStart }: Forecast): string {
  if (firstRow !== null) return `row ${decimal(firstRow)}`;
  return periodStart === null ? "–" : moment(periodStart);
}

function nodeName({ node, nodeKind }: Forecast, { impact }: RecordedKind): string {
  return impact && nodeKind !== "Decision" ? `${node} (${restingKind(nodeKind).toLowerCase()})` : node;
}

function columnsOf(most: number, kind: RecordedKind): readonly Column<Forecast>[] {
  return [
    { key: "period", words: "Period from", by: (one) => one.firstRow ?? one.periodStart, cell: beginning },
    { key: "node", words: forecastName(kind), by: (one) => one.node, cell: (one) => <a href={exploreAddress(one.id)}>{nodeName(one, kind)}</a> },
    { key: "expected", words: "Expected", number: true, by: (one) => one.expected, cell: (one) => decimal(one.expected, 1) },
    {
      key: "interval",
      words: "90 % interval",
      cell: (one) => (
        <span class="share">
          <IntervalBar low={one.low} high={one.high} expected={one.expected} mark={one.actual} most={most} />
          <span class="dim">
            {one.low} – {one.high}
          </span>
        </span>
      ),
    },
    { key: "actual", words: "Actual", number: true, by: (one) => one.actual, cell: (one) => <b>{one.actual ?? "–"}</b> },
    {
      key: "error",
      words: "Off by",
      number: true,
      by: (one) => (one.error === null ? null : Math.abs(one.error)),
      cell: (one) => (one.error === null ? "–" : signed(one.error, 1)),
    },
    {
      key: "inside",
      words: "In the interval?",
      by: (one) => (one.inside === null ? null : Number(one.inside)),
      cell: (one) =>
        one.inside === null ? "–" : <span class={`badge ${one.inside ? "good" : "bad"}`}>{one.inside ? "✓ yes" : "✗ no"}</span>,
    },
    { key: "made", words: "Made", by: (one) => one.issuedAt, cell: (one) => madeWords(one) },
  ];
}
