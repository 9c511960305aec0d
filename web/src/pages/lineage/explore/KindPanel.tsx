import { useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { countedKind, kindName, readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Pager } from "../../../parts/Pager.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { exploreAddress } from "./addresses.ts";
import { type Member, OF_KIND } from "./kindOperations.ts";
import { Mark } from "./Mark.tsx";
import type { GraphNode } from "./model.ts";
import type { Question } from "./question.ts";

const COLUMNS: readonly Column<Member>[] = [
  {
    key: "title",
    words: "Node",
    by: (node) => node.title,
    cell: (node) => <a href={exploreAddress(node.id, node.kind)}>{readableTitle(node.title)}</a>,
  },
  {
    key: "known",
    words: "Known since",
    by: (node) => node.knownAt,
    cell: (node) => (node.knownAt === null ? "–" : moment(node.knownAt)),
  },
];

interface Props {
  readonly root: string;
  readonly group: GraphNode;
  readonly question: Question;
}

/** All nodes of a kind in the drawing, a page at a time. */
export function KindPanel({ root, group, question: { way, depth, asOf } }: Props) {
  const [pages, setPages] = useState<readonly string[]>([]);
  const [sorting, setSorting] = useState<Sorting>({ column: "known", down: true });
  const input = { id: root, direction: way, depth, asOf };
  const [{ data, fetching }, again] = useQuery({
    query: OF_KIND,
    variables: { input, kind: group.kind, after: pages.at(-1) ?? null },
  });
  const page = data?.lineageOfKind;
  return (
    <div class="node-panel">
      <header>
        <p class="node-kind">
          <Mark kind={group.kind} /> {kindName(group.kind)}
        </p>
        <h2>{group.title}</h2>
      </header>
      {!page && fetching && <Skeleton lines={8} label="Fetching the nodes of the kind" />}
      {!page && !fetching && (
        <Failure message="The nodes could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />
      )}
      {page && isRefusal(page) && <Failure message={page.message} />}
      {page && !isRefusal(page) && (
        <>
          <DataTable
            caption={countedKind(page.nodes.length, group.kind)}
            columns={COLUMNS}
            rows={page.nodes}
            file={group.kind}
            keyOf={(node) => node.id}
            sorting={sorting}
            onSort={setSorting}
          />
          <Pager pages={pages} info={page.pageInfo} onTurn={setPages} />
        </>
      )}
    </div>
  );
}
