import { decimal, percent, signed } from "../../../format/number.ts";
import { moment, span } from "../../../format/time.ts";
import type { Forecast, Hotspot, HotspotList } from "./operations.ts";

type Record = HotspotList["record"];
const PROMISED = 0.9;

/** How good earlier forecasts were, in sentences; one sentence where there are none. */
export function recordWords({ scored, periods, coverage90, meanAbsError, ewmaMeanAbsError, precisionAt10, ewma }: Record): readonly string[] {
  if (scored === 0) return ["No earlier forecast can be compared with what happened yet: their periods have not ended."];
  const words = coverage90 === null ? [] : [`${percent(coverage90)} of the actual numbers lay inside the forecast interval; ${percent(PROMISED)} should.`];
  words.push(`${decimal(scored)} forecasts of ${decimal(periods)} ${periods === 1 ? "period" : "periods"} were compared with what happened.`);
  if (meanAbsError !== null && ewmaMeanAbsError !== null) {
    words.push(`On average a forecast was off by ${decimal(meanAbsError, 2)}, a plain moving average by ${decimal(ewmaMeanAbsError, 2)}.`);
  }
  if (precisionAt10 !== null && ewma !== null) {
    words.push(`Of the ten highest forecasts, ${percent(precisionAt10)} were among the ten that were really highest; a plain moving average gets ${percent(ewma)}.`);
  }
  return words;
}

/** `+3.2 (12 % above usual)`. */
export function excessWords(excess: number, share: number): string {
  return `${signed(excess, 1)} (${percent(Math.abs(share))} ${share < 0 ? "below" : "above"} usual)`;
}

type Expected = Pick<Hotspot, "name" | "low" | "high" | "usual" | "excess">;

/** Which node stands out most, in one sentence: its whole interval lies above what is usual for its number of cases. */
export function conclusionWords(nodes: readonly Expected[]): string {
  const above = nodes.filter((node) => node.low > node.usual).sort((one, other) => other.excess - one.excess);
  const [first, ...others] = above;
  if (first === undefined) return "None stands out: each interval holds what is usual for the number of cases, or less.";
  const further = others.length === 0 ? "" : `; ${others.length} ${others.length === 1 ? "other lies" : "others lie"} above what is usual too`;
  return `${first.name} stands out: ${first.low} to ${first.high} are expected, where ${decimal(first.usual, 1)} would be usual for its number of cases${further}.`;
}

/** `−1.2 to +8.8`: how far both ends of the interval lie from what is usual. */
export function excessRange({ low, high, usual }: Pick<Hotspot, "low" | "high" | "usual">): string {
  return `${signed(low - usual, 1)} to ${signed(high - usual, 1)}`;
}

type Period = Pick<Forecast, "periodStart" | "periodEnd" | "firstRow" | "lastRow">;

/** `26 Oct 2026, 00:00 to 2 Nov 2026, 00:00`; of a log without a clock `Rows 9,500 to 9,999`: it begins a sentence. */
export function periodWords({ periodStart, periodEnd, firstRow, lastRow }: Period): string {
  if (firstRow !== null && lastRow !== null) return `Rows ${decimal(firstRow)} to ${decimal(lastRow)}`;
  return periodStart === null || periodEnd === null ? "An unknown period" : `${moment(periodStart)} to ${moment(periodEnd)}`;
}

/** What was known when a forecast was made: `on 26 Oct 2026, 00:00`, or `before row 9,500`. */
export function knownWords({ issuedAt, knownBeforeRow }: Pick<Forecast, "issuedAt" | "knownBeforeRow">): string {
  return knownBeforeRow === null ? `on ${moment(issuedAt)}` : `before row ${decimal(knownBeforeRow)}`;
}

type Made = Pick<Forecast, "issuedAt" | "periodStart" | "firstRow" | "knownBeforeRow" | "origin">;

/** How long before its period the data of a forecast end: `1 d before; calculated later`, or `500 rows before`. */
export function madeWords({ issuedAt, periodStart, firstRow, knownBeforeRow, origin }: Made): string {
  const rows = firstRow === null || knownBeforeRow === null ? 0 : firstRow - knownBeforeRow;
  const lead = periodStart === null ? 0 : Date.parse(periodStart) - Date.parse(issuedAt);
  const when = rows > 0 ? `${decimal(rows)} rows before` : lead > 0 ? `${span(lead)} before` : "at its start";
  return origin === "BACKCAST" ? `${when}; calculated later` : when;
}
