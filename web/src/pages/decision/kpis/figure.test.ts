import { expect, test } from "vitest";

import { changeOf, correctedText, figureText } from "./figure.ts";

test("a key figure is written in its unit", () => {
  expect(figureText("SHARE", 0.123)).toBe("12 %");
  expect(figureText("HOURS", 3.5)).toBe("3 h 30 min");
  expect(figureText("MONEY", 1204.4)).toBe("1,204");
  expect(figureText("COUNT", null)).toBe("–");
});

test("a key figure says how it changed and whether that is better", () => {
  expect(changeOf({ unit: "SHARE", better: "LOWER" }, 0.2, 0.25)).toEqual({ words: "+5.0 points", tone: "worse" });
  expect(changeOf({ unit: "HOURS", better: "LOWER" }, 3, 1)).toEqual({ words: "−2 h", tone: "better" });
  expect(changeOf({ unit: "COUNT", better: "NEITHER" }, 3, 9)).toEqual({ words: "+6", tone: "even" });
  expect(changeOf({ unit: "COUNT", better: "HIGHER" }, 3, 3)).toEqual({ words: "no change", tone: "even" });
  expect(changeOf({ unit: "COUNT", better: "HIGHER" }, null, 3)).toBeNull();
});

test("a share of outcomes that are not all known says what it will be, with its band", () => {
  expect(correctedText({ value: 0.151, low: 0.112, high: 0.204 })).toBe("so far; will be 15 % (11 % to 20 %)");
});
