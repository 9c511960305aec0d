import { decimal, percent, signed } from "../../../format/number.ts";
import { span } from "../../../format/time.ts";
import type { Forecast, HotspotList } from "./operations.ts";

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
  return `${signed(excess, 1)} (${percent(Math.abs(share))} ${share < 0 ? "below" : "above"} all)`;
}

/** How long before its period a forecast knew nothing more: `1 d before; computed later`. */
export function madeWords({ issuedAt, periodStart, origin }: Pick<Forecast, "issuedAt" | "periodStart" | "origin">): string {
  const lead = Date.parse(periodStart) - Date.parse(issuedAt);
  const when = lead > 0 ? `${span(lead)} before` : "up to its start";
  return origin === "BACKCAST" ? `${when}; computed later` : when;
}
