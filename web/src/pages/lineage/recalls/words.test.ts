import { expect, test } from "vitest";

import { doneOf, effort, obstacles, stepsOf } from "./words.ts";

test("a recall is closed once no decision waits, is judged, or is still to be put right", () => {
  const counts = [
    { state: "CHANGED" as const, decisions: 1 },
    { state: "WAITING" as const, decisions: 2 },
    { state: "CONFIRMED" as const, decisions: 3 },
  ];

  expect(obstacles({ state: "OPEN", counts }).map(({ words }) => words)).toEqual([
    "2 decisions wait to be looked at again.",
    "1 decision was changed: record what was done to put it right.",
  ]);
  expect(obstacles({ state: "SELECTING", counts: [] })).toHaveLength(1);
  expect(obstacles({ state: "OPEN", counts: [{ state: "SETTLED", decisions: 1 }, { state: "LISTED", decisions: 9 }] })).toEqual([]);
});

test("what needs nothing more is done: confirmed, put right or skipped", () => {
  const counts = (["CONFIRMED", "SETTLED", "SKIPPED", "CHANGED", "LISTED"] as const).map((state) => ({ state, decisions: 2 }));

  expect(doneOf(counts)).toBe(6);
});

test("steps are the lines that say something", () => {
  expect(stepsOf(" Tell the vendor. \n\nCorrect the order.\n")).toEqual(["Tell the vendor.", "Correct the order."]);
});

test("a short review is not shown as none", () => {
  expect([effort(0), effort(0.02), effort(1.25)]).toEqual(["0", "under 0.1", "1.3"]);
});
