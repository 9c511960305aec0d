import { expect, test } from "vitest";

import { fileName, jsonOf } from "./graphJson.ts";

test("a drawing is saved as node-link JSON, its edges from effect to cause, with what it shows", () => {
  const nodes = new Map([
    ["d", { id: "d", kind: "Decision", title: "Decision: buy", knownAt: 0, x: 1, y: 0, count: 1 }],
    ["c", { id: "c", kind: "Case", title: "Case 1", knownAt: null, x: 0, y: 0, count: 1 }],
  ]);
  const edges = new Map([["d ABOUT c", { id: "d ABOUT c", kind: "ABOUT", effect: "d", cause: "c", count: 1 }]]);

  expect(JSON.parse(jsonOf({ nodes, edges }, { start: "d", asOf: null }))).toEqual({
    directed: true,
    multigraph: true,
    graph: { start: "d", asOf: null },
    nodes: [
      { id: "d", kind: "Decision", title: "Decision: buy", knownAt: "1970-01-01T00:00:00.000Z" },
      { id: "c", kind: "Case", title: "Case 1", knownAt: null },
    ],
    edges: [{ kind: "ABOUT", source: "d", target: "c" }],
  });
});

test("a file is named by its node and moment, in letters that every disk takes", () => {
  expect(fileName("Case PO-1: \u202E/evil", "2026-01-05T09:00:00.000Z")).toBe("signoff-case-po-1-evil-2026-01-05T09-00");
  expect(fileName("Müller & Söhne", "2026-01-05T09:00Z")).toBe("signoff-muller-sohne-2026-01-05T09-00");
});
