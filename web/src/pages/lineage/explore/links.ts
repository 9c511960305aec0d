import { countedKind, counted, edgeName } from "../../../format/words.ts";
import type { More, Picture } from "../../../drawing/picture.ts";
import type { CountedLinks, Group } from "./operations.ts";

/** Neighbours of a node along one kind of edge, one way, of one kind (null: of several). */
export interface Link {
  readonly way: "UP" | "DOWN";
  readonly edge: string;
  readonly kind: string | null;
  readonly count: number;
  /** How many of them are drawn. */
  readonly drawn: number;
  readonly atLeast: boolean;
}

/** The links of nodes by their ids. */
export type Links = ReadonlyMap<string, readonly Link[]>;

export const NO_LINKS: Links = new Map();

/** The links of nodes, with how many of each are in the picture. */
export function linksOf(picture: Picture, ids: readonly string[], counts: CountedLinks): Links {
  const drawn = new Drawn(picture);
  const links = new Map<string, Link[]>();
  counts.nodes.forEach((place, at) => {
    const id = ids[Number(place)];
    if (id === undefined) return;
    const kind = counts.kinds[at];
    const link = {
      way: counts.directions[at] === "UP" ? "UP" : "DOWN",
      edge: String(counts.edges[at]),
      kind: kind === null || kind === undefined ? null : String(kind),
      count: Number(counts.counts[at]),
      atLeast: Boolean(counts.atLeast[at]),
    } as const;
    links.set(id, [...(links.get(id) ?? []), { ...link, drawn: drawn.count(id, link) }]);
  });
  return links;
}

/** The links of one node, with how many of each are in the picture. */
export function linksOfNode(picture: Picture, id: string, groups: readonly Group[]): readonly Link[] {
  const drawn = new Drawn(picture);
  return groups.map(({ direction, edge, kind, count, atLeast }) => {
    const link = { way: direction === "UP" ? "UP" : "DOWN", edge, kind, count, atLeast } as const;
    return { ...link, drawn: drawn.count(id, link) };
  });
}

/** How many neighbours of a link are not drawn. */
export function undrawn({ count, drawn }: Link): number {
  return Math.max(0, count - drawn);
}

/** What a card says of links that are not drawn; undefined where all are. */
export function moreOf(links: readonly Link[]): More | undefined {
  const sum = (way: Link["way"]) => links.reduce((all, link) => all + (link.way === way ? undrawn(link) : 0), 0);
  const more = { causes: sum("UP"), effects: sum("DOWN"), atLeast: links.some((link) => link.atLeast) };
  return more.causes + more.effects === 0 ? undefined : more;
}

/** The picture with what is not drawn on its nodes. */
export function withMore(picture: Picture, links: Links): Picture {
  const nodes = [...picture.nodes].map(([id, node]) => {
    const more = moreOf(links.get(id) ?? []);
    return [id, more === undefined ? node : { ...node, more }] as const;
  });
  return { ...picture, nodes: new Map(nodes) };
}

/** A link in words: `Followed: 1 policy version`, `Followed this: 12,340 gate evaluations`. */
export function linkWords({ way, edge, kind, count, atLeast }: Omit<Link, "drawn">): string {
  const name = edgeName(edge);
  const says = `${name.charAt(0).toUpperCase()}${name.slice(1)}${way === "UP" ? "" : " this"}`;
  return `${says}: ${atLeast ? "at least " : ""}${kind === null ? counted(count, "node") : countedKind(count, kind)}`;
}

/** Counts drawn neighbours by edge and kind. */
class Drawn {
  readonly #counts = new Map<string, number>();

  constructor(picture: Picture) {
    for (const { kind, effect, cause } of picture.edges.values()) {
      this.#add(effect, "UP", kind, picture.nodes.get(cause)?.kind);
      this.#add(cause, "DOWN", kind, picture.nodes.get(effect)?.kind);
    }
  }

  count(id: string, { way, edge, kind }: Pick<Link, "way" | "edge" | "kind">): number {
    return this.#counts.get(`${id} ${way} ${edge} ${kind ?? ""}`) ?? 0;
  }

  #add(id: string, way: Link["way"], edge: string, kind: string | undefined): void {
    for (const key of [`${id} ${way} ${edge} `, `${id} ${way} ${edge} ${kind ?? "?"}`]) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}
