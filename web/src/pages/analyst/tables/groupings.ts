/** What a summary can be counted by, in the order of its columns. */
export const GROUPINGS = [
  { name: "KIND", words: "Person or rule" },
  { name: "POLICY_VERSION", words: "Policy version" },
  { name: "ACTION", words: "Action" },
  { name: "ORIGIN", words: "Live or replayed" },
  { name: "DECIDER", words: "Who" },
  { name: "CATEGORY", words: "Category" },
] as const;

export type Grouping = (typeof GROUPINGS)[number]["name"];

const FIRST: readonly Grouping[] = ["KIND", "POLICY_VERSION", "ACTION"];

/** Reads `KIND,DECIDER`; nothing said means the usual ones, `-` none. */
export function groupingsOf(text: string | undefined): readonly Grouping[] {
  if (text === undefined) return FIRST;
  const named = text.split(",");
  return GROUPINGS.map(({ name }) => name).filter((name) => named.includes(name));
}
