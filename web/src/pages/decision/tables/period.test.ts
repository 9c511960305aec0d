import { expect, test } from "vitest";

import { instants, periodOf } from "./period.ts";

const NOW = new Date(2026, 10, 25, 12).getTime();

test("a period runs over whole days, the last one included", () => {
  const period = periodOf({}, NOW, 7);

  expect(period).toEqual({ from: "2026-11-19", to: "2026-11-25" });
  const { from, to } = instants(period);
  expect(Date.parse(to) - Date.parse(from)).toBe(7 * 86_400_000);
});

test("what is no date in an address is as if it were not there", () => {
  expect(periodOf({ from: "yesterday", to: "2026-13-45" }, NOW, 1)).toEqual({ from: "2026-11-25", to: "2026-11-25" });
});
