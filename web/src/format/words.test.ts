import { expect, test } from "vitest";

import { countedKind, decisionKindName, decisionStateName, inWords, originName, outcomeText, readableTitle } from "./words.ts";

test("kinds of node are counted in words", () => {
  expect(countedKind(1, "BusinessEntity")).toBe("1 business entity");
  expect(countedKind(4, "Category")).toBe("4 categories");
  expect(countedKind(2, "Person")).toBe("2 people");
  expect(countedKind(3, "ApiKey")).toBe("3 API keys");
  expect(countedKind(1200, "StateChange")).toBe("1,200 state changes");
});

test("codes of decisions and outcomes are words", () => {
  expect(outcomeText("true")).toBe("yes");
  expect(outcomeText("4.5")).toBe("4.5");
  expect(decisionStateName("INVALIDATED")).toBe("Taken back");
  expect(decisionKindName("HUMAN")).toBe("Person");
  expect(originName("REPLAYED")).toBe("Loaded from a file");
  expect(inWords("missed_sla_threshold")).toBe("Missed SLA threshold");
  expect(readableTitle(`support|${"0f".repeat(20)}`)).toBe("support · 0f0f0f0f0f0f…");
});
