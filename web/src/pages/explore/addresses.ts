/** The explorer opened at a node; the desk and the planner link here too. */
export function exploreAddress(id: string): string {
  return `/explore/${encodeURIComponent(id)}`;
}
