import { expect, test } from "vitest";

import { recommendationOf } from "./recommendation.ts";

const CASE = { automaticBelow: 0.15, proposal: "KEEP", alternative: "HAND_OVER" };

test("the recommendation says in words what the score speaks for, and how sure it is", () => {
  expect(recommendationOf({ ...CASE, risk: 0.94 })).toEqual({
    action: "HAND_OVER",
    words: "Recommended: hand over. 94 % that “keep” is wrong.",
  });
  expect(recommendationOf({ ...CASE, risk: 0.04 })).toEqual({
    action: "KEEP",
    words: "Recommended: keep. 4.0 % that “keep” is wrong.",
  });
});

test("a small risk above the limit says why it speaks for the alternative", () => {
  expect(recommendationOf({ ...CASE, risk: 0.2 }).words).toBe("Recommended: hand over. 20 % that “keep” is wrong; it pays only below 15 %.");
});

test("without a limit the likelier side is recommended, and without a score nothing", () => {
  expect(recommendationOf({ ...CASE, automaticBelow: null, risk: 0.4 }).action).toBe("KEEP");
  expect(recommendationOf({ ...CASE, risk: null })).toEqual({ action: null, words: "No recommendation: this case has no score." });
});

test("a score without a usable signal, whose limit is nought, recommends neither", () => {
  const { action, words } = recommendationOf({ ...CASE, automaticBelow: 0, risk: 0.09 });

  expect(action).toBeNull();
  expect(words).toMatch(/^No recommendation: .* speaks for neither\.$/);
});
