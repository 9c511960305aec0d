/**
 * The explorer opened at a node; the desk and the planner link here too.
 *
 * A case is based on little, but its inputs and its decision are based on it, so it is opened both ways.
 */
export function exploreAddress(id: string, kind?: string): string {
  return `/explore/${encodeURIComponent(id)}${kind === "Case" ? "?way=BOTH" : ""}`;
}
