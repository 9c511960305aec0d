import { expect, test } from "vitest";

import { FOLD, Folding } from "./fold.ts";
import { pictureOf } from "./model.ts";
import type { Drawn } from "./operations.ts";

/** A prediction moved by so many features, each a version of its feature, and the model that needs the first. */
function scored(count: number): Drawn {
  const features = Array.from({ length: count }, (_, at) => at);
  const ids = ["prediction", "model", ...features.map((at) => `v${at}`), ...features.map((at) => `f${at}`)];
  const edges: [string, number, number][] = features.flatMap((at) => [
    ["INFLUENCED_BY", 0, 2 + at],
    ["VERSION_OF", 2 + at, 2 + count + at],
  ]);
  edges.push(["DEPENDS_ON", 1, 2]);
  return {
    ids,
    kinds: ["Prediction", "ModelVersion", ...features.map(() => "FeatureVersion"), ...features.map(() => "Feature")],
    titles: ids,
    knownAt: ids.map(() => null),
    x: [3, 2, ...features.map(() => 1), ...features.map(() => 0)],
    y: ids.map((_, at) => at),
    edgeKinds: edges.map(([kind]) => kind),
    edgeFrom: edges.map(([, from]) => from),
    edgeTo: edges.map(([, , to]) => to),
    truncated: false,
  };
}

test("the features of a drawing become one card that counts their versions, with each kind of edge once", () => {
  const folding = new Folding("prediction", false);
  const drawn = folding.of(scored(5));
  const cards = folding.counted(pictureOf(drawn), pictureOf(scored(5)));

  expect([...cards.nodes.keys()].toSorted()).toEqual([FOLD, "model", "prediction"]);
  expect(cards.nodes.get(FOLD)).toMatchObject({ title: "5 features", count: 5, kind: "FeatureVersion" });
  expect([...cards.edges.keys()].toSorted()).toEqual([`model DEPENDS_ON ${FOLD}`, `prediction INFLUENCED_BY ${FOLD}`]);
  expect(folding.members).toHaveLength(10);
});

test("few features, those that are asked for singly, and the one that the drawing is about keep their cards", () => {
  expect(new Folding("prediction", false).of(scored(1))).toEqual(scored(1));
  expect(new Folding("prediction", true).of(scored(5))).toEqual(scored(5));
  expect(new Folding("v0", false).of(scored(5)).ids).toContain("v0");
});

test("a later part joins the card that is there, however few it brings", () => {
  const folding = new Folding("prediction", false);
  folding.of(scored(5));

  expect(folding.of(scored(1)).ids).toEqual(["prediction", "model", FOLD]);
  expect(folding.holds("v0")).toBe(true);
});
