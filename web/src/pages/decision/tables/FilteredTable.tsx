import { useAddress } from "../../../app/address.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Pager } from "../../../parts/Pager.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { LookedThrough } from "./DecisionFilters.tsx";

interface Listed<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean; readonly searched: number | null };
}

interface Refused {
  readonly code: unknown;
  readonly message: string;
}

interface Props<Row> {
  /** What the table holds, and what its rows are called in a sentence: `records`. */
  readonly caption: string;
  readonly rows: string;
  readonly columns: readonly Column<Row>[];
  readonly answer: Listed<Row> | Refused | undefined;
  readonly fetching: boolean;
  readonly onRetry: () => void;
  readonly pages: readonly string[];
  readonly onTurn: (pages: readonly string[]) => void;
}

/** A page of a list that the filters of the address narrow: its rows, why there are none, and the way to the next. */
export function FilteredTable<Row extends { readonly id: string }>(props: Props<Row>) {
  const { caption, rows, columns, answer, fetching, onRetry, pages, onTurn } = props;
  const { query, change } = useAddress();
  if (answer === undefined) {
    return fetching ? <Skeleton lines={8} label={`Fetching ${rows}`} /> : <Failure message={`The ${rows} could not be fetched.`} onRetry={onRetry} />;
  }
  if (isRefusal(answer)) return <Failure message={answer.message} />;
  const { nodes, pageInfo } = answer;
  return (
    <>
      {nodes.length === 0 && pageInfo.searched === null && <p class="dim">No decision in these days matches the filters.</p>}
      {nodes.length > 0 && (
        <DataTable
          caption={caption}
          columns={columns}
          rows={nodes}
          keyOf={(row) => row.id}
          sorting={sortingOf(query.order, { column: "at", down: true })}
          onSort={(sorting) => change({ order: sortingText(sorting) })}
        />
      )}
      <LookedThrough searched={pageInfo.searched} matching={nodes.length} />
      <Pager pages={pages} info={pageInfo} onTurn={onTurn} />
    </>
  );
}
