import { useQuery } from "@urql/preact";
import { useEffect, useState } from "preact/hooks";

import { decimal } from "../../../format/number.ts";
import { decidedWhen } from "../../../format/time.ts";
import { counted, decisionStateName, inWords, originName } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import type { ResultOf } from "../../../graphql/tada.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Pager } from "../../../parts/Pager.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { exploreAddress } from "./addresses.ts";
import { IMPACT } from "./operations.ts";

type Impact = Extract<ResultOf<typeof IMPACT>["impact"], { __typename: "Impact" }>;
type Count = Impact["counts"][number];
type Hit = Impact["nodes"][number];

const COUNTS: readonly Column<Count>[] = [
  { key: "origin", words: "Decisions", by: (row) => row.origin, cell: (row) => `${originName(row.origin)}, ${basisOf(row)}` },
  { key: "decisions", words: "All", number: true, by: (row) => row.decisions, cell: (row) => decimal(row.decisions) },
  { key: "force", words: "Effective", number: true, by: (row) => row.inForce, cell: (row) => decimal(row.inForce) },
  { key: "cases", words: "Cases", number: true, by: (row) => row.cases, cell: (row) => decimal(row.cases) },
  { key: "outcomes", words: "Outcomes", number: true, by: (row) => row.outcomes, cell: (row) => decimal(row.outcomes) },
  { key: "money", words: "Reported cost", number: true, by: (row) => row.money, cell: (row) => decimal(row.money, 0) },
];

const HITS: readonly Column<Hit>[] = [
  {
    key: "case",
    words: "Case",
    by: ({ decision }) => decision.externalId,
    cell: ({ decision }) => <a href={exploreAddress(decision.id)}>{decision.externalId}</a>,
  },
  { key: "action", words: "Decision", by: ({ decision }) => decision.action, cell: ({ decision }) => inWords(decision.action) },
  { key: "by", words: "Decided by", by: ({ decision }) => decision.decider, cell: ({ decision }) => decision.decider ?? "–" },
  { key: "at", words: "When", by: ({ decision }) => decision.decidedAt, cell: ({ decision }) => decidedWhen(decision) },
  { key: "basis", words: "Used as", by: (row) => row.bases.join(), cell: (row) => row.bases.map(inWords).join(", ") },
  { key: "state", words: "State", by: ({ decision }) => decision.state, cell: ({ decision }) => decisionStateName(decision.state) },
];

/** The decisions that used a version of data, model, feature or policy, or are of a person. */
export function ImpactList({ id, asOf }: { id: string; asOf: string | null }) {
  const [pages, setPages] = useState<readonly string[]>([]);
  useEffect(() => setPages([]), [id, asOf]);
  const after = pages.at(-1) ?? null;
  const [{ data, fetching }, again] = useQuery({ query: IMPACT, variables: { input: { id, asOf, first: 20, after } } });
  const [sorting, setSorting] = useState<Sorting>({ column: "at", down: true });
  const [counting, setCounting] = useState<Sorting>({ column: "decisions", down: true });
  if (!data) {
    if (fetching) return <Skeleton lines={6} label="Finding the decisions that used it" />;
    return <Failure message="The decisions that used it could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  const { impact } = data;
  if (isRefusal(impact)) return <p class="dim">{impact.message}</p>;
  if (impact.decisions === 0) return <EmptyState title="No decision used it up to this time." />;
  return (
    <div class="impact">
      <p>
        Used by <b>{counted(impact.decisions, "decision")}</b>.
      </p>
      <DataTable
        caption="Number of decisions, by origin and use"
        columns={COUNTS}
        rows={impact.counts}
        file="impact-counts"
        keyOf={(row) => `${row.origin} ${basisOf(row)}`}
        sorting={counting}
        onSort={setCounting}
      />
      <DataTable
        caption="The decisions, newest first"
        columns={HITS}
        rows={impact.nodes}
        file="impact-decisions"
        keyOf={({ decision }) => decision.id}
        sorting={sorting}
        onSort={setSorting}
      />
      <Pager pages={pages} info={impact.pageInfo} onTurn={setPages} />
    </div>
  );
}

function basisOf(row: Count): string {
  if (row.byInput && row.byTraining) return "as input and in training";
  return row.byTraining ? "only in training" : "as input";
}
