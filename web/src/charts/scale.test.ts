import { expect, test } from "vitest";

import { line, linear, ticks } from "./scale.ts";

test("steps are round and cover both ends", () => {
  expect(ticks(0, 87, 4)).toEqual([0, 25, 50, 75, 100]);
  expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(ticks(5, 5, 4)).toEqual([5]);
});

test("a range is mapped end to end, and a flat one does not divide by zero", () => {
  expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
  expect(linear([3, 3], [7, 9])(3)).toBe(7);
});

test("a missing value breaks the line", () => {
  expect(line([0, 1, 2, 3], [1, null, 2, 3])).toBe("M0.0 1.0M2.0 2.0L3.0 3.0");
});
