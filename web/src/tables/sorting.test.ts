import { expect, test } from "vitest";

import { sorted, sortingOf, sortingText } from "./sorting.ts";

const ROWS = [{ v: 2 }, { v: null }, { v: 10 }, { v: 1 }];

test("rows without a value come last, upwards and downwards", () => {
  expect(sorted(ROWS, (row) => row.v, false).map((row) => row.v)).toEqual([1, 2, 10, null]);
  expect(sorted(ROWS, (row) => row.v, true).map((row) => row.v)).toEqual([10, 2, 1, null]);
});

test("texts with numbers in them sort by the numbers", () => {
  expect(sorted(["week 10", "week 9"], (row) => row, false)).toEqual(["week 9", "week 10"]);
});

test("a sorting survives the way through the address", () => {
  const first = { column: "name", down: false };
  expect(sortingOf("-bad", first)).toEqual({ column: "bad", down: true });
  expect(sortingOf(sortingText({ column: "bad", down: false }), first)).toEqual({ column: "bad", down: false });
  expect(sortingOf(undefined, first)).toBe(first);
});
