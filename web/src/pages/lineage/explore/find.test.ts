import { expect, test } from "vitest";

import { matchesIn } from "./find.ts";
import { FOLD } from "./fold.ts";
import { pictureOf } from "./model.ts";

const PICTURE = pictureOf({
  ids: ["later", "first", "f1", "f2"],
  kinds: ["Decision", "Case", "FeatureVersion", "FeatureVersion"],
  titles: ["Decision: buy", "Case Café 1", "Feature version amount", "Feature version age"],
  knownAt: [null, null, null, null],
  x: [2, 0, 1, 1],
  y: [0, 0, 0, 1],
  edgeKinds: [],
  edgeFrom: [],
  edgeTo: [],
  truncated: false,
});

test("names are found by all words, without case and accents, from left to right", () => {
  expect(matchesIn(PICTURE, [], "CAFE case")).toEqual(["first"]);
  expect(matchesIn(PICTURE, [], "c")).toEqual(["first", "later"]);
  expect(matchesIn(PICTURE, [], "case buy")).toEqual([]);
  expect(matchesIn(PICTURE, [], "  ")).toEqual([]);
});

test("what is folded into one card is found as that card, once", () => {
  expect(matchesIn(PICTURE, ["f1", "f2"], "feature")).toEqual([FOLD]);
  expect(matchesIn(PICTURE, [], "feature")).toEqual(["f1", "f2"]);
});
