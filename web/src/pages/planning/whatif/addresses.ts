export const WHAT_IF = "/planner/what-if";

export function runAddress(id: string): string {
  return `${WHAT_IF}/${encodeURIComponent(id)}`;
}
