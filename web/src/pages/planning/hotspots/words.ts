import { decimal, percent, signed } from "../../../format/number.ts";
import { span } from "../../../format/time.ts";
import type { Forecast, HotspotList } from "./operations.ts";

type Record = HotspotList["record"];
const PROMISED = 0.9;

/** How good earlier forecasts were, in sentences; one sentence where there are none. */
export function recordWords({ scored, periods, coverage90, meanAbsError, precisionAt10, ewma }: Record): readonly string[] {
  if (scored === 0) return ["No earlier forecast can be compared with what happened yet: their periods have not ended."];
  const words = [`${decimal(scored)} forecasts of ${decimal(periods)} ${periods === 1 ? "period" : "periods"} were compared with what happened.`];
  if (coverage90 !== null) words.push(`${percent(coverage90)} of the actual numbers lay inside the forecast interval; ${percent(PROMISED)} should.`);
  if (meanAbsError !== null) words.push(`On average a forecast was off by ${decimal(meanAbsError, 2)}.`);
  if (precisionAt10 !== null && ewma !== null) {
    words.push(`Of the ten highest forecasts, ${percent(precisionAt10)} were among the ten that were really highest; a plain moving average gets ${percent(ewma)}.`);
  }
  return words;
}

/** `+3.2 (12 % above usual)`. */
export function excessWords(excess: number, share: number): string {
  return `${signed(excess, 1)} (${percent(Math.abs(share))} ${share < 0 ? "below" : "above"} usual)`;
}

/** How long before its period the data of a forecast end: `1 d before; calculated later`. */
export function madeWords({ issuedAt, periodStart, origin }: Pick<Forecast, "issuedAt" | "periodStart" | "origin">): string {
  const lead = Date.parse(periodStart) - Date.parse(issuedAt);
  const when = lead > 0 ? `${span(lead)} before` : "at its start";
  return origin === "BACKCAST" ? `${when}; calculated later` : when;
}
