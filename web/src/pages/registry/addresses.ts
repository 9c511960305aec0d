/** The page of one registered node. */
export function entryAddress(id: string): string {
  return `/analyst/registry/${encodeURIComponent(id)}`;
}
