import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { ShareBar } from "../../../tables/ShareBar.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { OVERRIDES, type OverrideRow } from "./operations.ts";
import { instants, periodOf } from "./period.ts";
import { PeriodFilter } from "./PeriodFilter.tsx";
import { TablePage } from "./TablePage.tsx";

const DAYS = 56;
const COLUMNS: readonly Column<OverrideRow>[] = [
  { key: "who", words: "Decided by", by: (row) => row.decider, cell: (row) => <a href={exploreAddress(row.personId)}>{row.decider}</a> },
  { key: "decisions", words: "Decisions", number: true, by: (row) => row.decisions, cell: (row) => decimal(row.decisions) },
  { key: "advice", words: "With a risk score", number: true, by: (row) => row.withAdvice, cell: (row) => decimal(row.withAdvice) },
  { key: "against", words: "Against advice", number: true, by: (row) => row.against, cell: (row) => decimal(row.against) },
  {
    key: "share",
    words: "Share against advice (95 % interval)",
    by: (row) => row.againstShare,
    cell: (row) => <ShareBar share={row.againstShare} low={row.low} high={row.high} />,
  },
  {
    key: "against-bad",
    words: "Wrong, against advice",
    number: true,
    by: (row) => (row.againstEnded === 0 ? null : row.againstBad / row.againstEnded),
    cell: (row) => <OfEnded bad={row.againstBad} ended={row.againstEnded} />,
  },
  {
    key: "followed-bad",
    words: "Wrong, as advised",
    number: true,
    by: (row) => (row.followedEnded === 0 ? null : row.followedBad / row.followedEnded),
    cell: (row) => <OfEnded bad={row.followedBad} ended={row.followedEnded} />,
  },
];

/** Who decided against the model's advice, how often, and how often that was wrong. */
export default function OverridesPage() {
  const { query } = useAddress();
  return (
    <TablePage title="Who decided against the model's advice" requested={query.point}>
      {(point) => <Overrides point={point} />}
    </TablePage>
  );
}

function Overrides({ point }: { point: string }) {
  const { query, change } = useAddress();
  const period = periodOf(query, Date.now(), DAYS);
  const [{ data, fetching }, again] = useQuery({
    query: OVERRIDES,
    variables: { input: { decisionPoint: point, ...instants(period) } },
  });
  return (
    <>
      <div class="filters">
        <PeriodFilter period={period} onChange={change} />
      </div>
      {!data && fetching && <Skeleton lines={8} label="Counting" />}
      {!data && !fetching && <Failure message="The overrides could not be fetched." onRetry={() => again()} />}
      {data && isRefusal(data.overrides) && <Failure message={data.overrides.message} />}
      {data && !isRefusal(data.overrides) && data.overrides.rows.length === 0 && (
        <EmptyState title="No person decided a case in these days.">
          <p>Choose a longer period.</p>
        </EmptyState>
      )}
      {data && !isRefusal(data.overrides) && data.overrides.rows.length > 0 && (
        <section class="panel table-panel" aria-label="Overrides">
          <DataTable
            caption="Decisions against the model's advice, by person"
            columns={COLUMNS}
            rows={data.overrides.rows}
            file="overrides"
            keyOf={(row) => row.personId}
            sorting={sortingOf(query.sort, { column: "against", down: true })}
            onSort={(sorting) => change({ sort: sortingText(sorting) })}
          />
          <p class="protocol">
            {data.overrides.protocol}
            {data.overrides.truncated && " Not all people are shown."}
          </p>
        </section>
      )}
    </>
  );
}

function OfEnded({ bad, ended }: { bad: number; ended: number }) {
  if (ended === 0) return <span class="dim">no outcome yet</span>;
  return (
    <>
      {decimal(bad)} <span class="dim">of {decimal(ended)}</span>
    </>
  );
}
