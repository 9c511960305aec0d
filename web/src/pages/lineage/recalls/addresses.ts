export const RECALLS = "/analyst/recalls";

/** The page of one recall. */
export function recallAddress(id: string): string {
  return `${RECALLS}/${encodeURIComponent(id)}`;
}

/** Where a node is recalled: what that would do, and the form to open it. */
export function planAddress(id: string): string {
  return `${RECALLS}/plan/${encodeURIComponent(id)}`;
}
