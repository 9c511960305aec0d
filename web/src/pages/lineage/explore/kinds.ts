import { counted, kindName } from "../../../format/words.ts";
import type { DrawnKinds } from "./kindOperations.ts";
import { type Picture, pictureOf } from "./model.ts";

/** A picture of kinds: a symbol stands for all nodes of its kind, a line for all edges between two. */
export function pictureOfKinds(drawn: DrawnKinds): Picture {
  const { kinds, counts, knownAt, x, y, edgeKinds, edgeFrom, edgeTo, truncated } = drawn;
  const titles = kinds.map((kind, at) => `${kindName(String(kind))}: ${Number(counts[at]).toLocaleString("en-GB")}`);
  const picture = pictureOf({ ids: kinds, kinds, titles, knownAt, x, y, edgeKinds, edgeFrom, edgeTo, truncated });
  const nodes = new Map(
    [...picture.nodes].map(([id, node], at) => {
      const count = Number(counts[at]);
      return [id, { ...node, count, label: counted(count, "node") }];
    }),
  );
  const edges = new Map([...picture.edges].map(([id, edge], at) => [id, { ...edge, count: Number(drawn.edgeCounts[at]) }]));
  return { nodes, edges };
}

/** How many nodes and edges a picture stands for. */
export function totalsOf({ nodes, edges }: Picture): { readonly nodes: number; readonly edges: number } {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  return {
    nodes: sum([...nodes.values()].map((node) => node.count)),
    edges: sum([...edges.values()].map((edge) => edge.count)),
  };
}
