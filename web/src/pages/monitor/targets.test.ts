import { expect, test } from "vitest";

import { typedTarget, valueText } from "./targets.ts";

test("a value is written in its unit, amounts with their currency", () => {
  expect(valueText("SHARE", 0.123, null)).toBe("12 %");
  expect(valueText("share", 0.5, null)).toBe("50 %");
  expect(valueText("HOURS", 3.5, null)).toBe("3 h 30 min");
  expect(valueText("MONEY", 1204.4, "EUR")).toBe("1,204 EUR");
  expect(valueText("days", 2.5, null)).toBe("2.5 days");
  expect(valueText("COUNT", null, null)).toBe("–");
});

test("a target is typed as it is read, a share in percent", () => {
  expect(typedTarget("SHARE", "12,5")).toBe(0.125);
  expect(typedTarget("HOURS", " 4 ")).toBe(4);
  expect(typedTarget("HOURS", "")).toBeNull();
  expect(typedTarget("HOURS", "soon")).toBeNull();
});
