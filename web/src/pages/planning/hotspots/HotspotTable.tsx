import { useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { inWords } from "../../../format/words.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { IntervalBar } from "./IntervalBar.tsx";
import type { Hotspot, HotspotAhead, NodeKind } from "./operations.ts";
import { excessRange, excessWords } from "./words.ts";

/** What is expected at each node, with its interval, what is usual there, and likely causes. */
export function HotspotTable({ nodes, kind }: { nodes: readonly Hotspot[]; kind: NodeKind }) {
  const { query, change } = useAddress();
  const most = Math.max(0, ...nodes.map((node) => node.high));
  return (
    <DataTable
      caption={`Expected cases that ${kind.counted}, by ${kind.name}; the vertical line marks what is usual for its number of cases`}
      showCaption
      columns={columnsOf(most, kind)}
      rows={nodes}
      keyOf={(node) => node.forecastId}
      sorting={sortingOf(query.sort, { column: "excess", down: true })}
      onSort={(sorting) => change({ sort: sortingText(sorting) })}
    />
  );
}

/** A node of the days ahead as a row of the table; it is no node of the graph that could be opened. */
export function listedAhead(node: HotspotAhead): Hotspot {
  const causes = node.causes.map((words) => ({ kind: "", nodeId: null, name: words, words }));
  return { ...node, nodeId: null, forecastId: node.name, causes };
}

function columnsOf(most: number, kind: NodeKind): readonly Column<Hotspot>[] {
  return [
    {
      key: "node",
      words: inWords(kind.name),
      by: (node) => node.name,
      cell: (node) => (node.nodeId === null ? <b class="node-name">{node.name}</b> : <NodeLink id={node.nodeId} name={node.name} />),
    },
    { key: "expected", words: "Expected", number: true, by: (node) => node.expected, cell: (node) => <b>{decimal(node.expected, 1)}</b> },
    {
      key: "interval",
      words: "90 % interval",
      by: (node) => node.high,
      cell: (node) => (
        <span class="share">
          <IntervalBar low={node.low} high={node.high} expected={node.expected} mark={node.usual} most={most} />
          <span class="dim">
            {node.low} – {node.high}
          </span>
        </span>
      ),
    },
    { key: "usual", words: "Usual for its cases", number: true, by: (node) => node.usual, cell: (node) => decimal(node.usual, 1) },
    {
      key: "excess",
      words: "More or less than usual",
      by: (node) => node.excess,
      cell: (node) => (
        <span class="excess">
          {excessWords(node.excess, node.excessShare)} <span class="dim">{excessRange(node)}</span>
        </span>
      ),
    },
    {
      key: "causes",
      words: "Likely causes",
      cell: (node) =>
        node.causes.length === 0 ? (
          <span class="dim">no clear cause</span>
        ) : (
          <ul class="causes">
            {node.causes.map((cause) => (
              <li key={`${cause.kind} ${cause.name}`}>
                {cause.words} {cause.nodeId !== null && <a href={exploreAddress(cause.nodeId)}>explore</a>}
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

function NodeLink({ id, name }: { id: string; name: string }) {
  return (
    <a class="node-name" href={exploreAddress(id)}>
      {name}
    </a>
  );
}
