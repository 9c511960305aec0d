import { decimal, percent, signed } from "../../../format/number.ts";
import { span } from "../../../format/time.ts";
import type { KpiFigure } from "./operations.ts";

const HOUR = 3_600_000;

/** A key figure in its unit: `12 %`, `3 h 5 min`, `1,204 EUR`; a dash where there is none. */
export function figureText(unit: KpiFigure["unit"], value: number | null | undefined, currency: string | null = null): string {
  if (value === null || value === undefined) return "–";
  if (unit === "SHARE") return percent(value);
  if (unit === "HOURS") return span(value * HOUR);
  if (unit === "MONEY") return `${decimal(value, 0)}${currency === null ? "" : ` ${currency}`}`;
  return decimal(value, 2);
}

/** What changed from one period to the next, and whether that is better; null where one of the two is missing. */
export function changeOf(
  { unit, better }: Pick<KpiFigure, "unit" | "better">,
  before: number | null | undefined,
  last: number | null | undefined,
): { readonly words: string; readonly tone: "better" | "worse" | "even" } | null {
  if (before === null || before === undefined || last === null || last === undefined) return null;
  const by = last - before;
  const words = unit === "SHARE" ? `${signed(by * 100, 1)} points` : unit === "HOURS" ? `${by < 0 ? "−" : "+"}${span(by * HOUR)}` : signed(by, 0);
  if (by === 0) return { words: "no change", tone: "even" };
  if (better === "NEITHER") return { words, tone: "even" };
  return { words, tone: by > 0 === (better === "HIGHER") ? "better" : "worse" };
}

/** Beside a share of what is known so far: what it will be, with its band: `so far; will be 15 % (11 % to 20 %)`. */
export function correctedText({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }): string {
  return `so far; will be ${percent(value)} (${percent(low)} to ${percent(high)})`;
}
