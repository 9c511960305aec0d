import { expect, test } from "vitest";

import { hopsText, questionOf, withHop } from "./question.ts";

const HOP = { from: "QQ==", way: "DOWN", edge: "TAKEN_FROM", kind: "InputSnapshot" } as const;

test("hops survive the way through the address, however often a page was added", () => {
  const hops = withHop(withHop(withHop([], HOP), { ...HOP, way: "UP", kind: null }), HOP);

  expect(hops.map((hop) => hop.pages)).toEqual([2, 1]);
  expect(questionOf({ open: hopsText(hops) }).hops).toEqual(hops);
});

test("what makes no sense in an address falls back to what is drawn first", () => {
  expect(questionOf({ way: "SIDEWAYS", depth: "99", at: "never", open: "x~LEFT~E~~1 y", by: "shoe size", most: "1e9" })).toEqual({
    way: "UP",
    depth: 8,
    by: "node",
    most: 500,
    isUnfolded: false,
    asOf: null,
    hops: [],
    to: null,
  });
});
