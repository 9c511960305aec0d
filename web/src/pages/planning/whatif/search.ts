import type { Filled } from "./scenario.ts";

export interface Search {
  readonly parameter: string;
  readonly least: number;
  readonly most: number;
  readonly steps: number;
  readonly fewestReviewers: number;
  readonly mostReviewers: number;
  readonly inTime: number | null;
  readonly hourCost: number;
  readonly lateCost: number;
}

/** The search of a filled form, null without one, or what is missing. */
export function searchOf(filled: Filled): Search | null | { readonly wrong: string } {
  const text = (name: string) => (filled[name] ?? "").trim();
  const number = (name: string) => Number(text(name) || 0);
  const parameter = text("searchParameter");
  if (parameter === "") return null;
  if (text("searchLeast") === "" || text("searchMost") === "") {
    return { wrong: "A search needs the lowest and the highest threshold: fill in both." };
  }
  return {
    parameter,
    least: number("searchLeast"),
    most: number("searchMost"),
    steps: number("searchSteps") || 7,
    fewestReviewers: number("searchFewest"),
    mostReviewers: number("searchLargest"),
    inTime: text("searchInTime") === "" ? null : number("searchInTime") / 100,
    hourCost: number("searchHourCost"),
    lateCost: number("searchLateCost"),
  };
}
