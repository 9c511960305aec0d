import { describe, expect, it } from "vitest";

import { draw } from "./drawing.ts";

const LINEAGE = {
  ids: ["task", "packet", "prediction", "snapshot", "data", "source"],
  kinds: ["ReviewTask", "ReviewPacket", "Prediction", "InputSnapshot", "DatasetVersion", "DataSource"],
  titles: ["PO-1", "packet", "0.4", "values", "week 2", "erp"],
  steps: [0, 1, 2, 2, 3, 4],
  edgeKinds: ["PRESENTS", "PRESENTS", "PRESENTS", "SCORED_ON", "TAKEN_FROM", "HAD_PRIMARY_SOURCE"],
  edgeFrom: [0, 1, 1, 2, 3, 4],
  edgeTo: [1, 2, 3, 3, 4, 5],
  truncated: false,
  x: [4, 3, 2, 1, 0, 0],
  y: [0, 0, 0, 0, -0.5, 0.5],
};

describe("the drawing of a lineage", () => {
  it("puts nodes where the server says, causes left", () => {
    const { nodes, edges } = draw(LINEAGE);

    expect(edges).toHaveLength(6);
    for (const edge of edges) expect(edge.cause.x).toBeLessThanOrEqual(edge.effect.x);
    expect(nodes[4]?.x).toBe(nodes[5]?.x);
    expect(nodes[4]?.y).toBeLessThan(nodes[5]?.y ?? 0);
  });

  it("puts no two nodes on one place, and all of them inside", () => {
    const { nodes, width, height } = draw(LINEAGE);

    expect(new Set(nodes.map((node) => `${node.x} ${node.y}`)).size).toBe(nodes.length);
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x).toBeLessThan(width);
      expect(node.y).toBeGreaterThanOrEqual(0);
      expect(node.y).toBeLessThan(height);
    }
  });

  it("draws a kind that it does not know", () => {
    const { nodes } = draw({ ...LINEAGE, kinds: ["Novelty", ...LINEAGE.kinds.slice(1)] });

    expect(nodes[0]).toMatchObject({ kind: "Novelty", title: "PO-1" });
  });
});
