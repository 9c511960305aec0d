import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { counted, edgeName, kindName, readableTitle } from "../../../format/words.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { totalsOf } from "./kinds.ts";
import { Mark } from "./Mark.tsx";
import { degrees, type GraphEdge, type GraphNode, type Picture } from "./model.ts";

interface Props {
  readonly picture: Picture;
  /** Whether each row stands for all of a kind. */
  readonly isByKind: boolean;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** All that is drawn, as tables. */
export function GraphList({ picture, isByKind, selected, onSelect }: Props) {
  const [part, setPart] = useState<"nodes" | "edges">("nodes");
  const [sorting, setSorting] = useState<Sorting>({ column: "kind", down: false });
  const counts = degrees(picture);
  const totals = totalsOf(picture);
  const button = (id: string) => (
    <button class="link" onClick={() => onSelect(id)}>
      {readableTitle(picture.nodes.get(id)?.title ?? id)}
    </button>
  );
  const nodeColumns: readonly Column<GraphNode>[] = [
    {
      key: "kind",
      words: "Node",
      by: (node) => `${node.kind} ${node.title}`,
      cell: (node) => (
        <>
          {button(node.id)}
          <KindCell kind={node.kind} />
        </>
      ),
    },
    {
      key: "known",
      words: "Known since",
      by: (node) => node.knownAt,
      cell: (node) => (node.knownAt === null ? "–" : moment(new Date(node.knownAt).toISOString())),
    },
    ...(isByKind ? [countOf<GraphNode>("Nodes")] : []),
    { key: "edges", words: isByKind ? "Kinds of edge" : "Edges", number: true, by: (node) => counts.get(node.id) ?? 0, cell: (node) => counts.get(node.id) ?? 0 },
  ];
  const edgeColumns: readonly Column<GraphEdge>[] = [
    { key: "effect", words: "From", by: (edge) => picture.nodes.get(edge.effect)?.title, cell: (edge) => button(edge.effect) },
    { key: "kind", words: "Relation", by: (edge) => edge.kind, cell: (edge) => edgeName(edge.kind) },
    { key: "cause", words: "To", by: (edge) => picture.nodes.get(edge.cause)?.title, cell: (edge) => button(edge.cause) },
    ...(isByKind ? [countOf<GraphEdge>("Edges")] : []),
  ];
  return (
    <div class="graph-list">
      <Choice
        label="What is listed"
        options={[
          { name: "nodes", words: counted(totals.nodes, "node") },
          { name: "edges", words: counted(totals.edges, "edge") },
        ]}
        chosen={part}
        onChoose={setPart}
      />
      {part === "nodes" ? (
        <DataTable
          caption="Nodes in the drawing"
          columns={nodeColumns}
          rows={[...picture.nodes.values()]}
          file="nodes"
          keyOf={(node) => node.id}
          sorting={sorting}
          onSort={setSorting}
          marked={(node) => node.id === selected}
        />
      ) : (
        <DataTable
          caption="Edges in the drawing"
          columns={edgeColumns}
          rows={[...picture.edges.values()]}
          file="edges"
          keyOf={(edge) => edge.id}
          sorting={sorting}
          onSort={setSorting}
        />
      )}
    </div>
  );
}

function countOf<Row extends GraphNode | GraphEdge>(words: string): Column<Row> {
  return { key: "count", words, number: true, by: (row) => row.count, cell: (row) => row.count.toLocaleString("en-GB") };
}

function KindCell({ kind }: { kind: string }) {
  return (
    <span class="kind-cell">
      <Mark kind={kind} /> {kindName(kind)}
    </span>
  );
}
