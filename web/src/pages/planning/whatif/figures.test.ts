import { expect, test } from "vitest";

import { differenceWords, figure, scenarioWords, verdictOf } from "./figures.ts";

const HOURS = { unit: "hours", delta: -3.1, deltaLow: -4.4, deltaHigh: -2 };

test("a difference is shown with its range, and never as clear where the range holds zero", () => {
  expect(differenceWords(HOURS)).toBe("3.1 h less (2 h – 4.4 h)");
  expect(differenceWords({ ...HOURS, deltaHigh: 0.5 })).toBe("no clear difference (−4.4 h to +0.5 h)");
  expect(differenceWords({ unit: "share", delta: 0.1, deltaLow: 0.05, deltaHigh: 0.2 })).toBe("10 points more (5 points – 20 points)");
  expect(differenceWords({ unit: "cases", delta: null, deltaLow: null, deltaHigh: null })).toBe("no cases to measure");
  expect(verdictOf({ delta: 1, deltaLow: 0, deltaHigh: 2 })).toBe("unclear");
});

test("large figures lose their decimals, shares become per cent", () => {
  expect(figure(1234.56, "money")).toBe("1,235");
  expect(figure(0.345, "share")).toBe("35 %");
});

test("a scenario is named by what it changes", () => {
  expect(scenarioWords({ thresholds: [{ parameter: "pass_below", value: 0.4 }], reviewers: -1, volume: 1.2 })).toBe(
    "pass below 0.4, 1 reviewer fewer, 1.2 times the cases",
  );
  expect(scenarioWords({ thresholds: [], reviewers: 0, volume: 1 })).toBe("no change");
});

test("an amount in a currency says which", () => {
  expect(figure(1234, "EUR")).toBe("EUR 1,234");
  expect(figure(1234, "cases")).toBe("1,234");
});
