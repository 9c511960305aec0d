import { expect, test } from "vitest";

import { aspectName, differenceWords, partText, shareText } from "./words.ts";

test("what differs is one sentence", () => {
  expect(differenceWords([], 0)).toBe("The two decisions do not differ.");
  expect(differenceWords([{ aspect: "ACTION" }], 0)).toBe("They differ in decision.");
  expect(differenceWords([{ aspect: "MODEL_VERSION" }, { aspect: "RULE" }, { aspect: "ACTION" }], 2)).toBe(
    "They differ in model, rule and decision, and in 2 inputs.",
  );
  expect(differenceWords([], 1)).toBe("They differ only in one input.");
});

test("codes are shown in words, names as they are, and what is missing says so", () => {
  expect(partText("ACTION", "DO_NOT_BUY")).toBe("Do not buy");
  expect(partText("DECIDER", "reviewer-2")).toBe("reviewer-2");
  expect(partText("RULE", null)).toBe("none");
  expect(partText("OUTCOME", null)).toBe("not known yet");
  expect(aspectName("GATE_RESULT")).toBe("The gate said");
  expect(shareText(null)).toBe("–");
});
