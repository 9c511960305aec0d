/**
 * The explorer opened at a node; the desk and the planner link here too.
 *
 * A case rests on little: what is told of it, its inputs and its decision, rests on it, so it is opened both ways.
 */
export function exploreAddress(id: string, kind?: string): string {
  return `/explore/${encodeURIComponent(id)}${kind === "Case" ? "?way=BOTH" : ""}`;
}
