import { useQuery } from "@urql/preact";

import { type Changes, useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { decisionKindName, inWords, originName } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { ShareBar } from "../../../tables/ShareBar.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { DecisionsList } from "./DecisionsList.tsx";
import { type Names, useNames } from "../../registry/useNames.ts";
import { type Grouping, groupingsOf, GROUPINGS } from "./groupings.ts";
import { SUMMARY, type SummaryRow } from "./operations.ts";
import { instants, periodOf } from "./period.ts";
import { PeriodFilter } from "./PeriodFilter.tsx";
import { TablePage } from "./TablePage.tsx";

const DAYS = 56;

/** The decisions of a period, by whom and under which rules, and what share was wrong. */
export default function SummaryPage() {
  const { query } = useAddress();
  return (
    <TablePage title="Decisions and their outcomes" requested={query.point}>
      {(point) => <Summary point={point} />}
    </TablePage>
  );
}

function Summary({ point }: { point: string }) {
  const { query, change } = useAddress();
  const period = periodOf(query, Date.now(), DAYS);
  const by = groupingsOf(query.by);
  const span = instants(period);
  const [{ data, fetching }, again] = useQuery({ query: SUMMARY, variables: { input: { decisionPoint: point, ...span, by: [...by] } } });
  const toggle = (one: Grouping) => {
    const next = by.includes(one) ? by.filter((other) => other !== one) : [...by, one];
    change({ by: next.length === 0 ? "-" : next.join(",") });
  };
  return (
    <>
      <div class="filters">
        <PeriodFilter period={period} onChange={change} />
        <fieldset>
          <legend>Grouped by</legend>
          <div class="chips">
            {GROUPINGS.map(({ name, words }) => (
              <button key={name} class="chip" aria-pressed={by.includes(name)} onClick={() => toggle(name)}>
                {words}
              </button>
            ))}
          </div>
        </fieldset>
      </div>
      {!data && fetching && <Skeleton lines={8} label="Counting" />}
      {!data && !fetching && <Failure message="The summary could not be fetched." onRetry={() => again()} />}
      {data && isRefusal(data.decisionSummary) && <Failure message={data.decisionSummary.message} />}
      {data && !isRefusal(data.decisionSummary) && (
        <Rows by={by} sort={query.sort} onChange={change} {...data.decisionSummary} />
      )}
      <DecisionsList point={point} period={period} />
    </>
  );
}

interface RowsProps {
  readonly rows: readonly SummaryRow[];
  readonly protocol: string;
  readonly truncated: boolean;
  readonly by: readonly Grouping[];
  readonly sort: string | undefined;
  readonly onChange: (changes: Changes) => void;
}

function Rows({ rows, protocol, truncated, by, sort, onChange }: RowsProps) {
  const names = useNames();
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing was decided in these days.">
        <p>Choose a longer period; the history of the demo covers the weeks before today.</p>
      </EmptyState>
    );
  }
  return (
    <section class="panel table-panel" aria-label="Summary">
      <DataTable
        caption="Decisions of the period"
        columns={columnsOf(by, names)}
        rows={rows}
        file="decision-summary"
        keyOf={(row) => [row.kind, row.origin, row.action, row.policyVersionId, row.decider, row.category].join(" ")}
        sorting={sortingOf(sort, { column: "decisions", down: true })}
        onSort={(sorting) => onChange({ sort: sortingText(sorting) })}
      />
      <p class="protocol">
        {protocol}
        {truncated && " Not all groups are shown: group by less, or choose a shorter period."}
      </p>
    </section>
  );
}

/** A policy version by name and number: `Pay a bill, version 2`; practice before Signoff has no number. */
function policyName({ policyVersion, policyVersionNumber }: SummaryRow, names: Names): string {
  const key = (policyVersion ?? "").split("|")[0] ?? "";
  const isPractice = policyVersionNumber === null || key.includes(":");
  return isPractice ? names.policy(key) : `${names.policy(key)}, version ${policyVersionNumber}`;
}

function columnsOf(by: readonly Grouping[], names: Names): readonly Column<SummaryRow>[] {
  const groups: Record<Grouping, Column<SummaryRow>> = {
    KIND: { key: "kind", words: "Person or rule", by: (row) => row.kind, cell: (row) => decisionKindName(row.kind) },
    ORIGIN: { key: "origin", words: "Origin", by: (row) => row.origin, cell: (row) => originName(row.origin) },
    ACTION: { key: "action", words: "Decision", by: (row) => row.action, cell: (row) => inWords(row.action ?? "–") },
    POLICY_VERSION: {
      key: "policy",
      words: "Policy version",
      by: (row) => row.policyVersion,
      cell: (row) =>
        row.policyVersionId === null ? (
          <span class="dim">none</span>
        ) : (
          <a href={exploreAddress(row.policyVersionId)}>{policyName(row, names)}</a>
        ),
    },
    DECIDER: { key: "decider", words: "Decided by", by: (row) => row.decider, cell: (row) => row.decider ?? "–" },
    CATEGORY: { key: "category", words: "Category", by: (row) => row.category, cell: (row) => row.category ?? "–" },
  };
  return [
    ...GROUPINGS.filter(({ name }) => by.includes(name)).map(({ name }) => groups[name]),
    { key: "decisions", words: "Decisions", number: true, by: (row) => row.decisions, cell: (row) => decimal(row.decisions) },
    { key: "ended", words: "Outcome known", number: true, by: (row) => row.ended, cell: (row) => decimal(row.ended) },
    { key: "open", words: "Not known yet", number: true, by: (row) => row.open, cell: (row) => decimal(row.open) },
    { key: "bad", words: "Wrong", number: true, by: (row) => row.bad, cell: (row) => decimal(row.bad) },
    {
      key: "share",
      words: "Share wrong of those known (95 % interval)",
      by: (row) => row.badShare,
      cell: (row) => <ShareBar share={row.badShare} low={row.low} high={row.high} />,
    },
  ];
}
