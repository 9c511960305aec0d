export function caseAddress(caseId: string): string {
  return `/case/${encodeURIComponent(caseId)}`;
}
