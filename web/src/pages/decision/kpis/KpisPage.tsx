import { useQuery } from "@urql/preact";

import { type Changes, useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { DisputedSection } from "../../monitor/DisputedSection.tsx";
import { DriftSection } from "../../monitor/DriftSection.tsx";
import { JudgedSection } from "../../monitor/JudgedSection.tsx";
import { type Names, useNames } from "../../registry/useNames.ts";
import { instants, periodOf } from "../tables/period.ts";
import { PeriodFilter } from "../tables/PeriodFilter.tsx";
import { TablePage } from "../tables/TablePage.tsx";
import { changeOf, correctedText, figureText } from "./figure.ts";
import { nameOfGroup } from "./groupName.ts";
import { type KpiFigure, METRICS } from "./operations.ts";
import { Trend } from "./Trend.tsx";
import "./kpis.css";

const DAYS = 84;
const LENGTHS = [
  { name: "DAY", words: "Day" },
  { name: "WEEK", words: "Week" },
  { name: "MONTH", words: "Month" },
] as const;
const GROUPS = [
  { name: "", words: "All together" },
  { name: "PERSON", words: "Decided by" },
  { name: "TEAM", words: "Team" },
  { name: "QUEUE", words: "Queue" },
  { name: "CATEGORY", words: "Category" },
  { name: "POLICY", words: "Policy version" },
  { name: "MODEL", words: "Model version" },
  { name: "ACTION", words: "Decision" },
] as const;
const BEGINS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

type Length = (typeof LENGTHS)[number]["name"];
type Group = (typeof GROUPS)[number]["name"];

/** How fast, how right, how expensive: the key figures of a decision point, by period, with their formulas. */
export default function KpisPage() {
  const { query } = useAddress();
  return (
    <TablePage title="Key figures" requested={query.point}>
      {(point) => <Figures point={point} />}
    </TablePage>
  );
}

function Figures({ point }: { point: string }) {
  const { query, change } = useAddress();
  const period = periodOf(query, Date.now(), DAYS);
  const length: Length = LENGTHS.find(({ name }) => name === query.per)?.name ?? "WEEK";
  const group: Group = GROUPS.find(({ name }) => name === query.by)?.name ?? "";
  const input = { decisionPoint: point, ...instants(period), period: length, by: group === "" ? null : group };
  const [{ data, fetching }, again] = useQuery({ query: METRICS, variables: { input } });
  return (
    <>
      <div class="filters">
        <PeriodFilter period={period} onChange={change} />
        <Choice label="Length of a period" options={LENGTHS} chosen={length} onChoose={(per) => change({ per })} />
        <label>
          Grouped by
          <select value={group} onChange={(event) => change({ by: event.currentTarget.value })}>
            {GROUPS.map(({ name, words }) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      {!data && fetching && <Skeleton lines={11} label="Counting" />}
      {!data && !fetching && <Failure message="The key figures could not be fetched." onRetry={() => again()} />}
      {data && isRefusal(data.metrics) && <Failure message={data.metrics.message} />}
      {data && !isRefusal(data.metrics) && (
        <FigureTable {...data.metrics} length={length} by={group} sort={query.sort} onChange={change} />
      )}
      {data && !isRefusal(data.metrics) && (
        <JudgedSection figures={data.metrics.judged} currency={data.metrics.currency} onChanged={() => again({ requestPolicy: "network-only" })} />
      )}
      <DriftSection point={point} {...instants(period)} />
      <DisputedSection point={point} {...instants(period)} />
    </>
  );
}

interface TableProps {
  readonly figures: readonly KpiFigure[];
  readonly groups: number;
  readonly protocol: string;
  readonly currency: string | null;
  readonly length: Length;
  readonly by: Group;
  readonly sort: string | undefined;
  readonly onChange: (changes: Changes) => void;
}

function FigureTable({ figures, groups, protocol, currency, length, by, sort, onChange }: TableProps) {
  const names = useNames();
  const order = new Map(figures.map((figure, at) => [figure, at]));
  const shown = new Set(figures.map((figure) => figure.group)).size;
  return (
    <section class="panel table-panel" aria-label="Key figures">
      <DataTable
        caption="Key figures of the time that is chosen, with those of its last two periods"
        columns={columnsOf(figures, { length, by, order, currency, names })}
        rows={figures}
        file="key-figures"
        keyOf={(figure) => `${figure.kpi} ${figure.group}`}
        sorting={sortingOf(sort, { column: "name", down: false })}
        onSort={(sorting) => onChange({ sort: sortingText(sorting) })}
      />
      <p class="protocol">
        Periods are those of UTC; a week begins on Monday. The last period may not be over yet. {protocol}
        {shown < groups && ` The ${shown} groups with the most decisions are shown, of ${decimal(groups)}.`}
      </p>
    </section>
  );
}

interface Shown {
  readonly length: Length;
  readonly by: Group;
  readonly order: ReadonlyMap<KpiFigure, number>;
  readonly currency: string | null;
  readonly names: Names;
}

function columnsOf(figures: readonly KpiFigure[], { length, by, order, currency, names }: Shown): readonly Column<KpiFigure>[] {
  const begins = figures[0]?.periods.map(({ from }) => BEGINS.format(new Date(from))) ?? [];
  const name = length === "WEEK" ? "Week from" : length === "MONTH" ? "Month from" : "Day";
  const group: Column<KpiFigure> = {
    key: "group",
    words: "Group",
    by: (figure) => figure.group,
    cell: (figure) => <bdi>{figure.group === null ? "none" : nameOfGroup(by, figure.group, names)}</bdi>,
  };
  return [
    {
      key: "name",
      words: "Key figure",
      by: (figure) => order.get(figure) ?? 0,
      cell: (figure) => (
        <span class="figure-name">
          {figure.name}
          <span class="dim">{figure.formula}</span>
        </span>
      ),
    },
    ...(by === "" ? [] : [group]),
    {
      key: "value",
      words: "All days",
      number: true,
      by: (figure) => figure.value,
      cell: (figure) => <Whole figure={figure} currency={currency} />,
    },
    { key: "of", words: "Of decisions", number: true, by: (figure) => figure.of, cell: (figure) => decimal(figure.of) },
    ...[-2, -1]
      .filter((at) => begins.at(at) !== undefined)
      .map((at): Column<KpiFigure> => ({
        key: `period${at}`,
        words: `${name} ${begins.at(at)}`,
        number: true,
        by: (figure) => figure.periods.at(at)?.value ?? null,
        cell: (figure) => (
          <>
            {figureText(figure.unit, figure.periods.at(at)?.value, currency)}
            <Corrected share={figure.periods.at(at)?.corrected} />
          </>
        ),
      })),
    { key: "change", words: "Change", number: true, cell: (figure) => <Change figure={figure} /> },
    { key: "trend", words: "Course", cell: (figure) => <Trend figure={figure} /> },
  ];
}

function Whole({ figure, currency }: { figure: KpiFigure; currency: string | null }) {
  if (figure.missing !== null) return <span class="figure-missing dim">{figure.missing}</span>;
  return (
    <>
      <b>{figureText(figure.unit, figure.value, currency)}</b>
      <Corrected share={figure.corrected} />
    </>
  );
}

/** Beside a share of the outcomes known so far: what it will be once all are known. Nothing where all are. */
function Corrected({ share }: { share: Parameters<typeof correctedText>[0] | null | undefined }) {
  return share ? <span class="figure-corrected dim">{correctedText(share)}</span> : null;
}

function Change({ figure }: { figure: KpiFigure }) {
  const change = changeOf(figure, figure.periods.at(-2)?.value, figure.periods.at(-1)?.value);
  if (change === null) return <span class="dim">–</span>;
  return (
    <span class={`change-${change.tone}`}>
      {change.words}
      {change.tone !== "even" && <span class="for-readers">{`, ${change.tone}`}</span>}
    </span>
  );
}
