import { decimal, percent } from "../../../format/number.ts";
import { inWords } from "../../../format/words.ts";
import type { Changes } from "./changes.ts";
import type { Kpi } from "./operations.ts";

const CURRENCY = /^[A-Z]{3}$/;
const NONE = "no cases to measure";

/** A value in its unit: shares as per cent, hours and money with few decimals. */
export function figure(value: number, unit: string): string {
  if (unit === "share") return percent(value);
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const text = decimal(value, digits);
  if (unit === "hours") return `${text} h`;
  return CURRENCY.test(unit) ? `${unit} ${text}` : text;
}

/** The range that holds nine of ten simulation runs. */
export function band(low: number | null, high: number | null, unit: string): string {
  return low === null || high === null ? "" : `${figure(low, unit)} – ${figure(high, unit)}`;
}

export type Verdict = "none" | "unclear" | "more" | "less";

/** Whether the range of the difference, over runs with the same random events, leaves zero out. */
export function verdictOf({ delta, deltaLow, deltaHigh }: Pick<Kpi, "delta" | "deltaLow" | "deltaHigh">): Verdict {
  if (delta === null || deltaLow === null || deltaHigh === null) return "none";
  if (deltaLow > 0) return "more";
  return deltaHigh < 0 ? "less" : "unclear";
}

/** The difference in words: `3.1 h more (2.0 h – 4.4 h)`. */
export function differenceWords(kpi: Pick<Kpi, "delta" | "deltaLow" | "deltaHigh" | "unit">): string {
  const { delta, deltaLow, deltaHigh, unit } = kpi;
  const verdict = verdictOf(kpi);
  if (verdict === "none" || delta === null || deltaLow === null || deltaHigh === null) return NONE;
  if (delta === 0 && deltaLow === 0 && deltaHigh === 0) return "no difference";
  if (verdict === "unclear") return `no clear difference (${change(deltaLow, unit)} to ${change(deltaHigh, unit)})`;
  const [near, far] = [Math.min(Math.abs(deltaLow), Math.abs(deltaHigh)), Math.max(Math.abs(deltaLow), Math.abs(deltaHigh))];
  return `${amount(Math.abs(delta), unit)} ${verdict} (${amount(near, unit)} – ${amount(far, unit)})`;
}

function amount(size: number, unit: string): string {
  return unit === "share" ? `${decimal(size * 100, 1)} points` : figure(size, unit);
}

function change(value: number, unit: string): string {
  return `${value < 0 ? "−" : "+"}${amount(Math.abs(value), unit)}`;
}

/** What a scenario changes, in words. */
export function scenarioWords(changes: Omit<Changes, "name">): string {
  const words = changes.thresholds.map((one) => `${inWords(one.parameter).toLowerCase()} ${decimal(one.value, 4)}`);
  const people = Math.abs(changes.reviewers);
  if (changes.reviewers !== 0) {
    words.push(`${people} ${people === 1 ? "reviewer" : "reviewers"} ${changes.reviewers < 0 ? "fewer" : "more"}`);
  }
  if (changes.volume !== 1) words.push(`${decimal(changes.volume, 2)} times the cases`);
  words.push(...(changes.remove ?? []).map((name) => `without ${name}`));
  words.push(...(changes.shifts ?? []).map((one) => `Saturday ${one.opens} to ${one.closes}`));
  if (changes.dueMinutes !== undefined) words.push(`reviews due after ${decimal(changes.dueMinutes, 0)} minutes`);
  words.push(...(changes.volumeBy ?? []).map((one) => `${decimal(one.factor, 2)} times the cases with ${one.field} ${one.value}`));
  if (changes.policy !== undefined) words.push("another policy version");
  if (changes.model !== undefined) words.push(`model version ${changes.model}`);
  words.push(...(changes.taint ?? []).map((one) => `untrusted data where ${one.field} is ${one.value}`));
  if (changes.ladder !== undefined) words.push(`priority ${changes.ladder.priority} after ${changes.ladder.minutes} minutes of waiting`);
  return words.length === 0 ? "no change" : words.join(", ");
}

/** The changes of a stored what-if, as the server words them. */
export function changesWords({ changes }: { readonly changes: readonly string[] }): string {
  return changes.length === 0 ? "no change" : changes.join(", ");
}
