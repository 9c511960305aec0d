/** What a summary can be grouped by, in the order of its columns. */
export const GROUPINGS = [
  { name: "KIND", words: "Person or rule" },
  { name: "POLICY_VERSION", words: "Policy version" },
  { name: "ACTION", words: "Decision" },
  { name: "ORIGIN", words: "Origin" },
  { name: "DECIDER", words: "Decided by" },
  { name: "CATEGORY", words: "Category" },
] as const;

export type Grouping = (typeof GROUPINGS)[number]["name"];

const FIRST: readonly Grouping[] = ["KIND", "POLICY_VERSION", "ACTION"];

/** Reads `KIND,DECIDER`; an absent text means the usual ones, `-` none. */
export function groupingsOf(text: string | undefined): readonly Grouping[] {
  if (text === undefined) return FIRST;
  const named = text.split(",");
  return GROUPINGS.map(({ name }) => name).filter((name) => named.includes(name));
}
