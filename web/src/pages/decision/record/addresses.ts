/** The page of one decision's record. */
export function recordAddress(id: string): string {
  return `/analyst/record/${encodeURIComponent(id)}`;
}
