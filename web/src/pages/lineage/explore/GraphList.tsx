import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { counted, edgeName, kindName, readableTitle } from "../../../format/words.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { totalsOf } from "./kinds.ts";
import { LinkButtons, type Step } from "./LinkButtons.tsx";
import { type Links, moreOf, undrawn } from "./links.ts";
import { Mark } from "./Mark.tsx";
import { degrees, type GraphEdge, type GraphNode, type Picture } from "./model.ts";
import type { Hop } from "./question.ts";

interface Props {
  readonly picture: Picture;
  /** Whether each row stands for all of a kind. */
  readonly isByKind: boolean;
  readonly selected: string | null;
  readonly links: Links;
  readonly hops: readonly Hop[];
  readonly onSelect: (id: string) => void;
  readonly onHop: (hop: Step) => void;
  readonly onHide: (hop: Step) => void;
}

/** All that is drawn, as tables. */
export function GraphList({ picture, isByKind, selected, links, hops, onSelect, onHop, onHide }: Props) {
  const [part, setPart] = useState<"nodes" | "edges">("nodes");
  const [sorting, setSorting] = useState<Sorting>({ column: "kind", down: false });
  const counts = degrees(picture);
  const totals = totalsOf(picture);
  const button = (id: string) => (
    <button class="link" onClick={() => onSelect(id)}>
      {readableTitle(picture.nodes.get(id)?.title ?? id)}
    </button>
  );
  const moreColumn: Column<GraphNode> = {
    key: "more",
    words: "Not drawn",
    number: true,
    by: (node) => hiddenOf(links, node.id),
    cell: (node) => <MoreCell id={node.id} links={links} hops={hops} onHop={onHop} onHide={onHide} />,
  };
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
    ...(links.size === 0 ? [] : [moreColumn]),
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

function hiddenOf(links: Links, id: string): number {
  const more = moreOf(links.get(id) ?? []);
  return more === undefined ? 0 : more.causes + more.effects;
}

/** How many neighbours of a node are not drawn, and the same buttons as on its card. */
function MoreCell({ id, links, hops, onHop, onHide }: Pick<Props, "links" | "hops" | "onHop" | "onHide"> & { readonly id: string }) {
  const hidden = hiddenOf(links, id);
  if (hidden === 0) return <>0</>;
  return (
    <details class="more-cell">
      <summary>{hidden.toLocaleString("en-GB")}</summary>
      <LinkButtons id={id} links={(links.get(id) ?? []).filter((link) => undrawn(link) > 0)} hops={hops} onHop={onHop} onHide={onHide} />
    </details>
  );
}

function KindCell({ kind }: { kind: string }) {
  return (
    <span class="kind-cell">
      <Mark kind={kind} /> {kindName(kind)}
    </span>
  );
}
