import type { GraphEdge, GraphNode, Picture } from "../../../drawing/picture.ts";
import type { Drawn } from "./operations.ts";

export type { GraphEdge, GraphNode, Picture } from "../../../drawing/picture.ts";

export const EMPTY: Picture = { nodes: new Map(), edges: new Map() };

/** Rows of a layer before it is laid in several columns. */
export const TALLEST = 26;
const SUB_COLUMN = 0.32;
/** Height over width of a usual window's place for the drawing: with fewer rows very many nodes would be a ribbon. */
const SHAPE = 0.7;
/** Layers lean by unequal parts of a row, so that edges which skip a layer do not hide behind its nodes. */
const GOLDEN = 0.382;
const LEAN = 0.8;

/** A first picture with the places that the server gave; a layer that is too tall is laid in columns side by side. */
export function pictureOf(drawn: Drawn, rowsAtMost = TALLEST): Picture {
  const layers = Map.groupBy(drawn.ids.keys(), (at) => Number(drawn.x[at]));
  const places = new Map<number, readonly [x: number, y: number]>();
  const tallest = Math.max(rowsAtMost, Math.ceil(Math.sqrt(drawn.ids.length * SUB_COLUMN * SHAPE)));
  let left = 0;
  for (const [layer, members] of [...layers].toSorted(([one], [other]) => one - other)) {
    const lean = ((Math.abs(layer) * GOLDEN) % 1) * LEAN;
    const ordered = members.toSorted((one, other) => Number(drawn.y[one]) - Number(drawn.y[other]));
    const columns = Math.ceil(ordered.length / tallest);
    const rows = Math.ceil(ordered.length / columns);
    ordered.forEach((at, place) => {
      const inColumn = Math.min(rows, ordered.length - Math.floor(place / rows) * rows);
      places.set(at, [left + Math.floor(place / rows) * SUB_COLUMN, (place % rows) - (inColumn - 1) / 2 + lean]);
    });
    left += 1 + (columns - 1) * SUB_COLUMN;
  }
  const nodes = new Map(
    drawn.ids.map((id, at) => [String(id), nodeAt(drawn, at, ...(places.get(at) ?? ([0, 0] as const)))]),
  );
  return { nodes, edges: edgesOf(drawn) };
}

/** Adds the nodes of a hop: causes to its left, effects to its right, where there is room; what is drawn does not move. */
export function withNeighbours(before: Picture, centre: string, drawn: Drawn): Picture {
  const edges = new Map([...before.edges, ...edgesOf(drawn)]);
  const middle = before.nodes.get(centre);
  if (!middle) return { nodes: new Map([...pictureOf(drawn).nodes, ...before.nodes]), edges };
  const nodes = new Map(before.nodes);
  const causes = new Set([...edgesOf(drawn).values()].flatMap((edge) => (edge.effect === centre ? [edge.cause] : [])));
  for (const isCause of [true, false]) {
    const fresh = [...drawn.ids.keys()].filter((at) => {
      const id = String(drawn.ids[at]);
      return !nodes.has(id) && causes.has(id) === isCause;
    });
    const free = freePlaces([...nodes.values()], middle, isCause ? -1 : 1, fresh.length);
    fresh.forEach((at, place) => {
      const [x, y] = free[place] ?? [middle.x, middle.y];
      nodes.set(String(drawn.ids[at]), nodeAt(drawn, at, x, y));
    });
  }
  return { nodes, edges };
}

/** Adds nodes and edges that are no hop, such as a way between two nodes, right of nothing that is there. */
export function withOthers(before: Picture, drawn: Drawn): Picture {
  const added = pictureOf(drawn);
  const lowest = Math.max(0, ...[...before.nodes.values()].map((node) => node.y));
  const moved = [...added.nodes].map(([id, node]) => [id, { ...node, y: node.y + lowest + 2 }] as const);
  return { nodes: new Map([...moved, ...before.nodes]), edges: new Map([...before.edges, ...added.edges]) };
}

/** How many edges each node has in the picture. */
export function degrees(picture: Picture): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { effect, cause } of picture.edges.values()) {
    for (const end of [effect, cause]) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return counts;
}

function freePlaces(taken: readonly GraphNode[], middle: GraphNode, side: number, count: number) {
  const columns = Math.max(1, Math.ceil(count / TALLEST));
  const rows = Math.ceil(count / columns);
  const places: (readonly [x: number, y: number])[] = [];
  for (let column = 0; places.length < count; column += 1) {
    const x = middle.x + side * (1 + column * SUB_COLUMN);
    const near = taken.filter((node) => Math.abs(node.x - x) < SUB_COLUMN / 2).map((node) => node.y);
    const inColumn: number[] = [];
    for (let step = 0; inColumn.length < Math.min(rows, count - places.length); step += 1) {
      const y = middle.y + (step % 2 === 0 ? -1 : 1) * Math.ceil(step / 2);
      if (near.every((other) => Math.abs(other - y) >= 1)) inColumn.push(y);
    }
    places.push(...inColumn.toSorted((one, other) => one - other).map((y) => [x, y] as const));
  }
  return places;
}

function nodeAt(drawn: Drawn, at: number, x: number, y: number): GraphNode {
  const known = Date.parse(String(drawn.knownAt[at]));
  return {
    id: String(drawn.ids[at]),
    kind: String(drawn.kinds[at]),
    title: String(drawn.titles[at] ?? ""),
    knownAt: Number.isNaN(known) ? null : known,
    x,
    y,
    count: 1,
  };
}

function edgesOf(drawn: Drawn): Map<string, GraphEdge> {
  return new Map(
    drawn.edgeKinds.map((kind, at) => {
      const effect = String(drawn.ids[Number(drawn.edgeFrom[at])]);
      const cause = String(drawn.ids[Number(drawn.edgeTo[at])]);
      const id = `${effect} ${String(kind)} ${cause}`;
      return [id, { id, kind: String(kind), effect, cause, count: 1 }];
    }),
  );
}
