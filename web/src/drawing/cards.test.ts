import { expect, test } from "vitest";

import { type Card, type Line, layOut } from "./cards.ts";
import { piecesOf, pointAt } from "./curves.ts";
import type { Picture } from "./picture.ts";
import { type Measure, wrap } from "./wrap.ts";

const LETTER = 0.6;
const measure: Measure = (text, size) => text.length * size * LETTER;

/** Rows of reviews, each made from one gate evaluation of its own, which all follow one policy. */
function rows(count: number): Picture {
  const nodes = Array.from({ length: count }, (_, at) => at).flatMap((at) => [
    { id: `e${at}`, kind: "Review", title: `Review: a rather long name of a review, number ${at}`, knownAt: at, x: 2, y: at, count: 1 },
    { id: `g${at}`, kind: "GateEvaluation", title: "Gate: review by rule x", knownAt: at * 1000, x: 1, y: at, count: 1 },
  ]);
  const policy = { id: "p", kind: "PolicyVersion", title: "Policy version desk", knownAt: 0, x: 0, y: 0, count: 1 };
  const edges = Array.from({ length: count }, (_, at) => at).flatMap((at) => [
    { id: `e${at} USED g${at}`, kind: "USED", effect: `e${at}`, cause: `g${at}`, count: 1 },
    { id: `g${at} HAD_PLAN p`, kind: "HAD_PLAN", effect: `g${at}`, cause: "p", count: 1 },
  ]);
  return { nodes: new Map([...nodes, policy].map((node) => [node.id, node])), edges: new Map(edges.map((edge) => [edge.id, edge])) };
}

/** Edges that skip one layer and two, and one between cards of a column whose neighbour of the same layer is near. */
function withWideEdges(picture: Picture): Picture {
  const beside = Array.from({ length: 12 }, (_, at) => ({ id: `h${at}`, kind: "GateEvaluation", title: `Gate ${at}`, knownAt: at, x: 1.32, y: at, count: 1 }));
  const ends = [["e0", "p"], ["e3", "p"], ["e11", "p"], ["g2", "g9"], ["p", "e5"]] as const;
  const edges = ends.map(([effect, cause]) => ({ id: `${effect} USED ${cause}`, kind: "USED", effect, cause, count: 1 }));
  return {
    nodes: new Map([...picture.nodes, ...beside.map((node) => [node.id, node] as const)]),
    edges: new Map([...picture.edges, ...edges.map((edge) => [edge.id, edge] as const)]),
  };
}

function runsBehind({ edge, points }: Line, card: Card): boolean {
  if (card.node.id === edge.effect || card.node.id === edge.cause) return false;
  return Array.from({ length: piecesOf(points) }, (_, piece) => piece).some((piece) =>
    Array.from({ length: 41 }, (_, at) => pointAt(points, piece, at / 40)).some(
      ([x, y]) => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height,
    ),
  );
}

function overlapping(boxes: readonly { left: number; right: number; top: number; bottom: number }[]): number {
  return boxes.flatMap((one, at) =>
    boxes.slice(0, at).filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom),
  ).length;
}

test("no card covers another, no name of an edge covers a card or a name, and every name is whole", () => {
  const { cards, labels } = layOut(rows(12), measure, null);

  const boxes = [
    ...[...cards.values()].map((card) => ({ left: card.x, right: card.x + card.width, top: card.y, bottom: card.y + card.height })),
    ...labels.map((label) => ({ left: label.x - label.width / 2, right: label.x + label.width / 2, top: label.y - 6, bottom: label.y + 6 })),
  ];
  expect(overlapping(boxes)).toBe(0);
  expect([...cards.values()].filter((card) => card.isCut)).toEqual([]);
});

test("each kind of edge is named, many that meet in one card once, and all of the selected card", () => {
  const { labels } = layOut(rows(12), measure, null);
  const near = layOut(rows(12), measure, "g3").labels;

  expect(labels.filter((label) => label.text === "followed")).toHaveLength(1);
  expect(labels.filter((label) => label.text === "used")).toHaveLength(12);
  expect(near.map((label) => label.id)).toContain("g3 HAD_PLAN p");
});

test("no line runs behind a card that it does not end at, over several columns and beside a full one", () => {
  const { cards, lines } = layOut(withWideEdges(rows(12)), measure, null);

  const behind = lines.flatMap((line) => [...cards.values()].filter((card) => runsBehind(line, card)).map((card) => `${line.edge.id}: ${card.node.id}`));
  expect(lines.some(({ points }) => piecesOf(points) === 5)).toBe(true);
  expect(behind).toEqual([]);
});

test("causes stand left of effects, and the order of the rows is kept", () => {
  const { cards } = layOut(rows(3), measure, null);

  expect(cards.get("p")?.x).toBeLessThan(cards.get("g0")?.x ?? 0);
  expect(cards.get("g0")?.x).toBeLessThan(cards.get("e0")?.x ?? 0);
  expect(cards.get("e0")?.y).toBeLessThan(cards.get("e1")?.y ?? 0);
});

test("a name goes on in the next line between its words, a long word within it, and only the last line is cut", () => {
  expect(wrap("one two three", 10, 48, 4, measure)).toEqual({ lines: ["one two", "three"], isCut: false });
  expect(wrap("abcdefghijkl", 10, 36, 4, measure)).toEqual({ lines: ["abcdef", "ghijkl"], isCut: false });
  expect(wrap("one two three four", 10, 48, 2, measure)).toEqual({ lines: ["one two", "three…"], isCut: true });
  expect(wrap("", 10, 48, 2, measure)).toEqual({ lines: [""], isCut: false });
});
