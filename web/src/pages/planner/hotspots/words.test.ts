import { expect, test } from "vitest";

import { excessWords, madeWords, recordWords } from "./words.ts";

test("a record is told against what was promised, and a missing one is said to be missing", () => {
  const record = { scored: 120, periods: 6, coverage90: 0.88, meanAbsError: 1.234, precisionAt10: 0.7, ewma: 0.65 };

  expect(recordWords(record)).toEqual([
    "120 forecasts of 6 periods are scored.",
    "88 % lay inside their interval; 90 % was promised.",
    "On average they were off by 1.23.",
    "Of the ten named, 70 % were among the true ten; a moving average names 65 %.",
  ]);
  expect(recordWords({ ...record, scored: 0 })).toHaveLength(1);
});

test("an excess has its sign and its direction in words", () => {
  expect(excessWords(3.24, 0.12)).toBe("+3.2 (12 % above all)");
  expect(excessWords(-1, -0.25)).toBe("−1.0 (25 % below all)");
});

test("a forecast says how long before its period it knew nothing more, and whether it was computed later", () => {
  const periodStart = "2026-11-24T00:00:00+00:00";

  expect(madeWords({ issuedAt: "2026-11-23T00:00:00+00:00", periodStart, origin: "ISSUED" })).toBe("1 d before");
  expect(madeWords({ issuedAt: periodStart, periodStart, origin: "BACKCAST" })).toBe("up to its start; computed later");
});
