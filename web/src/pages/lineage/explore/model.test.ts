import { expect, test } from "vitest";

import { nameOf } from "../../../format/words.ts";
import { degrees, pictureOf, TALLEST, withNeighbours } from "./model.ts";
import type { Drawn } from "./operations.ts";

function drawn(nodes: readonly [id: string, x: number, y: number][], edges: readonly [number, number][]): Drawn {
  return {
    ids: nodes.map(([id]) => id),
    kinds: nodes.map(() => "Decision"),
    titles: nodes.map(([id]) => id),
    knownAt: nodes.map(() => "2026-01-01T00:00:00+00:00"),
    x: nodes.map(([, x]) => x),
    y: nodes.map(([, , y]) => y),
    edgeKinds: edges.map(() => "ABOUT"),
    edgeFrom: edges.map(([effect]) => effect),
    edgeTo: edges.map(([, cause]) => cause),
    truncated: false,
  };
}

const PAIR = drawn([["effect", 1, 0], ["cause", 0, 0]], [[0, 1]]);

function placesOf(picture: ReturnType<typeof pictureOf>): string[] {
  return [...picture.nodes.values()].map((node) => `${node.x.toFixed(3)} ${node.y.toFixed(3)}`);
}

test("a first picture stands in the layers of the server, each leaning a part of a row", () => {
  const picture = pictureOf(PAIR);

  expect(picture.nodes.get("effect")).toMatchObject({ x: 1, knownAt: Date.UTC(2026, 0, 1) });
  expect(picture.nodes.get("cause")).toMatchObject({ x: 0, y: 0 });
  expect(picture.nodes.get("effect")?.y).toBeGreaterThan(0);
  expect(picture.nodes.get("effect")?.y).toBeLessThan(1);
  expect([...picture.edges.keys()]).toEqual(["effect ABOUT cause"]);
});

test("a layer that is too tall is laid in columns, and no two nodes share a place", () => {
  const many = Array.from({ length: 500 }, (_, at) => [`n${at}`, 1, at] as [string, number, number]);
  const picture = pictureOf(drawn([["root", 0, 0], ...many], []));

  const heights = [...picture.nodes.values()].map((node) => node.y);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(TALLEST);
  expect(new Set(placesOf(picture)).size).toBe(501);
});

test("neighbours go to their side into free places, and what is drawn does not move", () => {
  const before = pictureOf(PAIR);
  const hop = drawn([["effect", 5, 0], ["cause", 4, 0], ["other cause", 4, 1], ["its effect", 6, 0]], [[0, 1], [0, 2], [3, 0]]);

  const after = withNeighbours(before, "effect", hop);

  expect(after.nodes.get("cause")).toEqual(before.nodes.get("cause"));
  expect(after.nodes.get("other cause")?.x).toBe(0);
  expect(after.nodes.get("its effect")?.x).toBe(2);
  expect(new Set(placesOf(after)).size).toBe(4);
  expect(degrees(after).get("effect")).toBe(3);
});

test("the same hop after another gives the same places, and twice is once", () => {
  const hop = drawn([["effect", 0, 0], ...Array.from({ length: 60 }, (_, at) => [`e${at}`, 1, at] as [string, number, number])], []);
  const once = withNeighbours(pictureOf(PAIR), "effect", hop);

  expect(withNeighbours(once, "effect", hop)).toEqual(once);
  expect(new Set(placesOf(once)).size).toBe(62);
});

test("a name leaves out the kind that the shape tells, and the digits of a digest that nobody reads", () => {
  const node = { id: "n", knownAt: null, x: 0, y: 0, count: 1 };

  expect(nameOf({ ...node, kind: "BusinessEntity", title: "Business entity Caller 7" })).toBe("Caller 7");
  expect(nameOf({ ...node, kind: "InputSnapshot", title: "Input, clean" })).toBe("Input, clean");
  expect(nameOf({ ...node, kind: "PolicyVersion", title: `Policy version desk|${"0f".repeat(32)}` })).toBe("desk · 0f0f0f0f0f0f…");
});
