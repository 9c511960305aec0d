import { expect, test } from "vitest";

import type { SpotChecks } from "./operations.ts";
import { drawWords, stateWords } from "./SpotChecksSection.tsx";

const CHECKS: SpotChecks = { verdict: "APPROVE", decisions: 340, drawn: 17, waiting: 17, judged: 0, differed: 0, share: null, low: 0, high: 1, listed: [] };

test("before the first verdict the page says how many were drawn", () => {
  expect(stateWords([CHECKS], 0.05)).toBe("No verdict yet: 17 of 340 automatic decisions drawn.");
  expect(stateWords([{ ...CHECKS, judged: 5, waiting: 12 }], 0.05)).toBe("17 of 340 automatic decisions drawn, 5 judged.");
  expect(stateWords([], 0.05)).toBe("No automatic decision could be drawn yet.");
});

test("the draw stands beside the threshold, and without one the page says how to have it", () => {
  expect(drawWords(0.05, 0.2)).toBe(
    "The gate may decide alone below a risk of 20 %. 5.0 % of its decisions are drawn and judged by a person who sees neither decision nor score.",
  );
  expect(drawWords(null, null)).toContain("set spot_checks");
});
