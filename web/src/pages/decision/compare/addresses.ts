/** The page that compares two decisions; each by its id or that of its case. Without the other, it asks for one. */
export function compareAddress(one: string, other?: string): string {
  const query = new URLSearchParams(other === undefined ? { one } : { one, other });
  return `/analyst/compare?${query}`;
}
