import { decimal, percent } from "../../../format/number.ts";
import type { HotspotList } from "./operations.ts";

type Record = HotspotList["record"];
const PROMISED = 0.9;

/** How good earlier forecasts were, against what they promised; says so where there are none. */
export function recordWords({ scored, periods, coverage90, meanAbsError, precisionAt10, ewma }: Record): readonly string[] {
  if (scored === 0) return ["None of these forecasts is scored yet: their periods are still to end."];
  const words = [`${decimal(scored)} forecasts of ${decimal(periods)} ${periods === 1 ? "period" : "periods"} are scored.`];
  if (coverage90 !== null) words.push(`${percent(coverage90)} lay inside their interval; ${percent(PROMISED)} was promised.`);
  if (meanAbsError !== null) words.push(`On average they were off by ${decimal(meanAbsError, 2)}.`);
  if (precisionAt10 !== null && ewma !== null) {
    words.push(`Of the ten named, ${percent(precisionAt10)} were among the true ten; a moving average names ${percent(ewma)}.`);
  }
  return words;
}

/** `+3.2 (12 % above all)`. */
export function excessWords(excess: number, share: number): string {
  const sign = excess < 0 ? "−" : "+";
  return `${sign}${decimal(Math.abs(excess), 1)} (${percent(Math.abs(share))} ${share < 0 ? "below" : "above"} all)`;
}
