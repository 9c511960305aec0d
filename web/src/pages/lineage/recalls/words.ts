import { decimal } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import type { Basis, Counts, ItemState, Recall } from "./operations.ts";

/** Kinds of node that can be recalled; the server refuses others. */
const RECALLED: ReadonlySet<string> = new Set([
  "DataSource",
  "Dataset",
  "DatasetVersion",
  "Feature",
  "FeatureVersion",
  "Model",
  "ModelVersion",
  "Policy",
  "PolicyVersion",
  "Person",
]);

export function isRecallable(kind: string): boolean {
  return RECALLED.has(kind);
}

export const STATES: Readonly<Record<Recall["state"], { readonly words: string; readonly tone: string }>> = {
  SELECTING: { words: "Decisions are being added", tone: "accent" },
  OPEN: { words: "Open", tone: "accent" },
  CLOSED: { words: "Closed", tone: "good" },
};

/** How decisions of a recall stand, in the order of their way through it. */
export const ITEM_STATES: readonly { readonly name: ItemState; readonly words: string; readonly tone: string }[] = [
  { name: "CONFIRMED", words: "Confirmed", tone: "good" },
  { name: "SETTLED", words: "Changed and put right", tone: "good" },
  { name: "SKIPPED", words: "Skipped", tone: "" },
  { name: "CHANGED", words: "Changed, to be put right", tone: "warn" },
  { name: "IN_REVIEW", words: "Being judged", tone: "accent" },
  { name: "WAITING", words: "Waiting", tone: "" },
  { name: "LISTED", words: "Listed only", tone: "" },
];

export const BASES: Readonly<Record<Basis, { readonly words: string; readonly means: string }>> = {
  INPUT: { words: "Input", means: "it was judged on it, or scored by it" },
  DECIDER: { words: "Decider", means: "this person made it" },
  POLICY: { words: "Policy", means: "this policy governed it" },
  TRAINING: { words: "Training", means: "its model learned from it" },
};

/** One decimal shows no less. */
const SHORTEST = 0.1;

const DONE: ReadonlySet<ItemState> = new Set(["CONFIRMED", "SETTLED", "SKIPPED"]);

export function numberOf(counts: Counts, state: ItemState): number {
  return counts.find((one) => one.state === state)?.decisions ?? 0;
}

/** How many decisions of a recall need nothing more. */
export function doneOf(counts: Counts): number {
  return counts.filter(({ state }) => DONE.has(state)).reduce((sum, { decisions }) => sum + decisions, 0);
}

/** When the decisions were made that are recalled. */
export function intervalText({ since, until }: Pick<Recall, "since" | "until">): string {
  if (since === null && until === null) return "at any time";
  if (until === null) return `from ${moment(since ?? "")} on`;
  return since === null ? `before ${moment(until)}` : `from ${moment(since)} until ${moment(until)}`;
}

/** What stands in the way of closing a recall, each as a sentence with the decisions it is about. */
export function obstacles({ state, counts }: Pick<Recall, "state" | "counts">): readonly { readonly words: string; readonly of: ItemState | null }[] {
  if (state === "SELECTING") return [{ words: "Decisions are still being added, which takes a moment.", of: null }];
  const waiting = numberOf(counts, "WAITING");
  const judged = numberOf(counts, "IN_REVIEW");
  const changed = numberOf(counts, "CHANGED");
  return [
    { number: waiting, words: `${counted(waiting, "decision waits", "decisions wait")} to be looked at again.`, of: "WAITING" as const },
    { number: judged, words: `${counted(judged, "decision is", "decisions are")} being judged by other people.`, of: "IN_REVIEW" as const },
    { number: changed, words: `${counted(changed, "decision was", "decisions were")} changed: record what was done to put it right.`, of: "CHANGED" as const },
  ].filter(({ number }) => number > 0);
}

/** Hours or minutes of review, which are never none where there is something to look at. */
export function effort(value: number): string {
  return value > 0 && value < SHORTEST ? `under ${decimal(SHORTEST)}` : decimal(value, 1);
}

/** The steps that were typed, one a line. */
export function stepsOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
