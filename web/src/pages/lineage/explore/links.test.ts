import { expect, test } from "vitest";

import { buttonWords } from "./LinkButtons.tsx";
import { linksOf, linkWords, moreOf, undrawn, withMore } from "./links.ts";
import { pictureOf } from "./model.ts";

const PICTURE = pictureOf({
  ids: ["policy", "gate1", "gate2"],
  kinds: ["PolicyVersion", "GateEvaluation", "GateEvaluation"],
  titles: ["terms 1", "Gate: review", "Gate: review"],
  knownAt: [null, null, null],
  x: [0, 1, 1],
  y: [0, 0, 1],
  edgeKinds: ["HAD_PLAN", "HAD_PLAN"],
  edgeFrom: [1, 2],
  edgeTo: [0, 0],
  truncated: false,
});
const IDS = ["policy", "gate1"];
const COUNTS = {
  nodes: [0, 0, 1],
  directions: ["DOWN", "DOWN", "UP"],
  edges: ["HAD_PLAN", "GOVERNED_BY", "HAD_PLAN"],
  kinds: ["GateEvaluation", null, "PolicyVersion"],
  counts: [12_340, 7, 1],
  atLeast: [0, 0, 0],
};

test("a link knows how many of its neighbours are drawn, and a card how many are not, each way", () => {
  const links = linksOf(PICTURE, IDS, COUNTS);

  expect(links.get("policy")?.map((link) => [link.edge, link.drawn, undrawn(link)])).toEqual([
    ["HAD_PLAN", 2, 12_338],
    ["GOVERNED_BY", 0, 7],
  ]);
  expect(moreOf(links.get("policy") ?? [])).toEqual({ causes: 0, effects: 12_345, atLeast: false });
  expect(moreOf(links.get("gate1") ?? [])).toBeUndefined();
  expect(withMore(PICTURE, links).nodes.get("policy")?.more?.effects).toBe(12_345);
  expect(withMore(PICTURE, links).nodes.get("gate1")).not.toHaveProperty("more");
});

test("links and their buttons say in words what is linked, and how much comes next", () => {
  expect(linkWords({ way: "DOWN", edge: "HAD_PLAN", kind: "GateEvaluation", count: 12_340, atLeast: false })).toBe(
    "Followed this: 12,340 gate evaluations",
  );
  expect(linkWords({ way: "UP", edge: "USED", kind: null, count: 3, atLeast: true })).toBe("Used: at least 3 nodes");
  expect(buttonWords(12_340, 12_340, false)).toBe("Show 25 of 12,340");
  expect(buttonWords(12_315, 12_340, true)).toBe("Next 25 of 12,340");
  expect(buttonWords(3, 3, false)).toBe("Show");
  expect(buttonWords(3, 28, true)).toBe("Next 3 of 28");
  expect(buttonWords(0, 28, true)).toBe("Shown");
});
