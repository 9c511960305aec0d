import { expect, test } from "vitest";

import { pictureOfKinds, totalsOf } from "./kinds.ts";

test("a symbol stands for all nodes of a kind, a line for all edges between two", () => {
  const picture = pictureOfKinds({
    __typename: "LineageByKind",
    kinds: ["PolicyVersion", "GateEvaluation"],
    counts: [1, 16_412],
    knownAt: [null, "2026-01-01T00:00:00+00:00"],
    x: [0, 1],
    y: [0, 0],
    edgeKinds: ["HAD_PLAN", "WAS_INFORMED_BY"],
    edgeFrom: [1, 1],
    edgeTo: [0, 1],
    edgeCounts: [16_412, 7],
    truncated: false,
  });

  expect(picture.nodes.get("GateEvaluation")).toMatchObject({ title: "Gate evaluation: 16,412", count: 16_412 });
  expect(picture.edges.get("GateEvaluation HAD_PLAN PolicyVersion")?.count).toBe(16_412);
  expect(totalsOf(picture)).toEqual({ nodes: 16_413, edges: 16_419 });
});
