import { expect, test } from "vitest";

import { conclusionWords, excessRange, excessWords, knownWords, madeWords, periodWords, recordWords } from "./words.ts";

test("earlier forecasts are compared with what they should reach, and missing ones are named", () => {
  const record = { scored: 120, periods: 6, coverage90: 0.88, meanAbsError: 1.234, ewmaMeanAbsError: 1.5, precisionAt10: 0.7, ewma: 0.65 };

  expect(recordWords(record)).toEqual([
    "88 % of the actual numbers lay inside the forecast interval; 90 % should.",
    "120 forecasts of 6 periods were compared with what happened.",
    "On average a forecast was off by 1.23, a plain moving average by 1.5.",
    "Of the ten highest forecasts, 70 % were among the ten that were really highest; a plain moving average gets 65 %.",
  ]);
  expect(recordWords({ ...record, scored: 0 })).toHaveLength(1);
});

test("an excess has its sign and its direction in words", () => {
  expect(excessWords(3.24, 0.12)).toBe("+3.2 (12 % above usual)");
  expect(excessWords(-1, -0.25)).toBe("−1.0 (25 % below usual)");
});

test("a forecast shows how long before its period its data end, and whether it was calculated later", () => {
  const periodStart = "2026-11-24T00:00:00+00:00";

  const days = { periodStart, firstRow: null, knownBeforeRow: null };
  const rows = { periodStart: null, issuedAt: periodStart, firstRow: 10_000 };

  expect(madeWords({ ...days, issuedAt: "2026-11-23T00:00:00+00:00", origin: "ISSUED" })).toBe("1 d before");
  expect(madeWords({ ...days, issuedAt: periodStart, origin: "BACKCAST" })).toBe("at its start; calculated later");
  expect(madeWords({ ...rows, knownBeforeRow: 9_500, origin: "ISSUED" })).toBe("500 rows before");
  expect(madeWords({ ...rows, knownBeforeRow: 10_000, origin: "BACKCAST" })).toBe("at its start; calculated later");
});

test("a node stands out where its whole interval lies above what is usual, the largest excess first", () => {
  const calm = { name: "A", low: 3, high: 9, usual: 5, excess: 1 };
  const hot = { name: "B", low: 8, high: 15, usual: 6.25, excess: 5 };
  const hotter = { name: "C", low: 20, high: 30, usual: 12, excess: 13 };

  expect(conclusionWords([calm])).toBe("None stands out: each interval holds what is usual for the number of cases, or less.");
  expect(conclusionWords([calm, hot])).toBe("B stands out: 8 to 15 are expected, where 6.3 would be usual for its number of cases.");
  expect(conclusionWords([hot, hotter])).toMatch(/^C stands out: .*; 1 other lies above what is usual too\.$/);
  expect(excessRange(calm)).toBe("−2.0 to +4.0");
});

test("rows of a log without a clock are named by their places, not by times", () => {
  const none = { periodStart: null, periodEnd: null };

  expect(periodWords({ ...none, firstRow: 9_500, lastRow: 9_999 })).toBe("Rows 9,500 to 9,999");
  expect(periodWords({ ...none, firstRow: null, lastRow: null })).toBe("An unknown period");
  expect(knownWords({ issuedAt: "2026-11-23T00:00:00+00:00", knownBeforeRow: 0 })).toBe("before row 0");
});
