import { expect, test } from "vitest";

import { changedWords, expectedWords, weightWords } from "./words.ts";

test("a figure stands with its band", () => {
  expect(changedWords({ changed: 14.04, changedLow: 5, changedHigh: 30.26 })).toBe("14 (5 to 30.3)");
  expect(expectedWords({ recent: 400, expected: 119.6, low: 90, high: 1500 })).toBe("120 (90 to 1,500)");
  expect(weightWords({ cases: 64, changed: 8, share: 0.125, low: 0.071, high: 0.2 })).toBe("13 % of 64 cases (7.1 % to 20 %)");
});

test("what is not known is not shown as none", () => {
  expect(changedWords({ changed: null, changedLow: null, changedHigh: null })).toBe("unknown");
  expect(expectedWords({ recent: 3, expected: null, low: null, high: null })).toBe("unknown");
  expect(weightWords({ cases: 0, changed: 0, share: null, low: 0, high: 1 })).toBe("unknown");
});
