import type { Picture } from "./model.ts";

/** A drawing as node-link JSON, whichever tool reads it: nodes with id, kind, title and time, edges from effect to cause. */
export function jsonOf(picture: Picture, about: Readonly<Record<string, string | null>>): string {
  const nodes = [...picture.nodes.values()].map(({ id, kind, title, knownAt, count }) => ({
    id,
    kind,
    title,
    knownAt: knownAt === null ? null : new Date(knownAt).toISOString(),
    ...(count > 1 ? { count } : {}),
  }));
  const edges = [...picture.edges.values()].map(({ kind, effect, cause, count }) => ({
    kind,
    source: effect,
    target: cause,
    ...(count > 1 ? { count } : {}),
  }));
  return `${JSON.stringify({ directed: true, multigraph: true, graph: about, nodes, edges }, null, 2)}\n`;
}

/** The name of a file without its ending: the node and the moment that it shows, in letters that every disk takes. */
export function fileName(node: string, moment: string): string {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-+|-+$/g, "");
  return `signoff-${plain(node).slice(0, 60).toLowerCase()}-${plain(moment.slice(0, 16))}`;
}
