import { expect, test } from "vitest";

import { riskBand } from "./risk.ts";

test("a risk is named by its size, not by its threshold", () => {
  expect([0, 0.2499, 0.25, 0.4999, 0.5, 0.7499, 0.75, 0.98, 1].map((risk) => riskBand(risk).words)).toEqual([
    "low",
    "low",
    "moderate",
    "moderate",
    "high",
    "high",
    "very high",
    "very high",
    "very high",
  ]);
});
