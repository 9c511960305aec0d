/** Which way from a node: UP to what it is based on, DOWN to what uses it. */
export type Way = "UP" | "DOWN" | "BOTH";

/** One hop that was loaded: from which node, along which edge, to which kind, and how many pages of it. */
export interface Hop {
  readonly from: string;
  readonly way: "UP" | "DOWN";
  readonly edge: string;
  readonly kind: string | null;
  readonly pages: number;
}

/** All that decides what the explorer draws; it lives in the address. */
export interface Question {
  readonly way: Way;
  readonly depth: number;
  /** Whether each node is drawn, or all nodes of a kind as one. */
  readonly by: "node" | "kind";
  /** How many nodes are drawn at most. */
  readonly most: number;
  /** Whether each feature has a card of its own. */
  readonly isUnfolded: boolean;
  readonly asOf: string | null;
  readonly hops: readonly Hop[];
  readonly to: string | null;
}

export const DEEPEST = 8;
/** Nodes that are drawn unless more are asked for, and those that can be. */
export const MOST = 500;
export const LARGEST = 5000;
const WAYS: readonly Way[] = ["UP", "DOWN", "BOTH"];
const PART = "~";
const BETWEEN = " ";

export function questionOf(query: Readonly<Record<string, string>>): Question {
  const depth = Number(query.depth ?? DEEPEST);
  return {
    way: WAYS.find((one) => one === query.way) ?? "UP",
    depth: Number.isInteger(depth) && depth >= 1 && depth <= DEEPEST ? depth : DEEPEST,
    by: query.by === "kind" ? "kind" : "node",
    isUnfolded: query.features === "each",
    most: Number(query.most) === LARGEST ? LARGEST : MOST,
    asOf: query.at !== undefined && !Number.isNaN(Date.parse(query.at)) ? query.at : null,
    hops: (query.open ?? "").split(BETWEEN).flatMap(hopOf),
    to: query.to ?? null,
  };
}

/** The part of the address that holds the hops. */
export function hopsText(hops: readonly Hop[]): string {
  return hops.map((hop) => [hop.from, hop.way, hop.edge, hop.kind ?? "", hop.pages].join(PART)).join(BETWEEN);
}

/** The hops with one more page of this one. */
export function withHop(hops: readonly Hop[], next: Omit<Hop, "pages">): readonly Hop[] {
  const at = hops.findIndex((hop) => isSame(hop, next));
  if (at < 0) return [...hops, { ...next, pages: 1 }];
  return hops.map((hop, place) => (place === at ? { ...hop, pages: hop.pages + 1 } : hop));
}

/** The hops without this one. */
export function withoutHop(hops: readonly Hop[], gone: Omit<Hop, "pages">): readonly Hop[] {
  return hops.filter((hop) => !isSame(hop, gone));
}

export function isSame(one: Omit<Hop, "pages">, other: Omit<Hop, "pages">): boolean {
  return one.from === other.from && one.way === other.way && one.edge === other.edge && one.kind === other.kind;
}

function hopOf(text: string): Hop[] {
  const [from, way, edge, kind, pages] = text.split(PART);
  const count = Number(pages);
  const isWhole = from && edge && (way === "UP" || way === "DOWN") && Number.isInteger(count) && count > 0;
  return isWhole ? [{ from, way, edge, kind: kind === "" || kind === undefined ? null : kind, pages: count }] : [];
}
