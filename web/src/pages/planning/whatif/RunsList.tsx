import { useQuery } from "@urql/preact";

import { moment } from "../../../format/time.ts";
import { inWords } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { useAddress } from "../../../app/address.ts";
import { runAddress } from "./addresses.ts";
import { changesWords } from "./figures.ts";
import { type RunInList, RUNS } from "./operations.ts";

const COLUMNS: readonly Column<RunInList>[] = [
  { key: "name", words: "What if", by: (run) => run.name, cell: (run) => <a href={runAddress(run.id)}>{run.name}</a> },
  { key: "changes", words: "Changes", cell: changesWords },
  { key: "horizon", words: "Days", number: true, by: (run) => run.horizonDays, cell: (run) => run.horizonDays },
  { key: "state", words: "State", by: (run) => run.state, cell: (run) => <StateBadge state={run.state} /> },
  { key: "by", words: "Requested by", by: (run) => run.requestedBy, cell: (run) => run.requestedBy },
  { key: "at", words: "When", by: (run) => run.requestedAt, cell: (run) => moment(run.requestedAt) },
];
const TONES: Readonly<Record<string, string>> = { DONE: "good", FAILED: "bad", CANCELLED: "warn", RUNNING: "accent" };

export function StateBadge({ state }: { state: string }) {
  return <span class={`badge ${TONES[state] ?? ""}`}>{inWords(state)}</span>;
}

/** Earlier what-ifs, newest first. */
export function RunsList() {
  const { query, change } = useAddress();
  const [{ data, fetching }, again] = useQuery({ query: RUNS, variables: { after: query.after ?? null } });
  if (!data) {
    if (fetching) return <Skeleton lines={4} label="Fetching earlier what-ifs" />;
    return <Failure message="Earlier what-ifs could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  const runs = data.whatIfRuns;
  if (isRefusal(runs)) return <Failure message={runs.message} />;
  const next = runs.pageInfo.endCursor;
  return (
    <section class="panel table-panel" aria-labelledby="runs-title">
      <h2 id="runs-title">Earlier what-ifs</h2>
      {runs.nodes.length === 0 ? (
        <p class="dim">None yet. What you run is listed here, each with an address that you can pass on.</p>
      ) : (
        <DataTable
          caption="Earlier what-ifs"
          columns={COLUMNS}
          rows={runs.nodes}
          keyOf={(run) => run.id}
          file="what-ifs"
          sorting={sortingOf(query.sort, { column: "at", down: true })}
          onSort={(sorting) => change({ sort: sortingText(sorting) })}
        />
      )}
      {(query.after !== undefined || runs.pageInfo.hasNextPage) && (
        <p class="row">
          <button class="button small" disabled={query.after === undefined} onClick={() => change({ after: null })}>
            Newest
          </button>
          <button class="button small" disabled={!runs.pageInfo.hasNextPage} onClick={() => change({ after: next })}>
            Older
          </button>
        </p>
      )}
    </section>
  );
}
