import { expect, test } from "vitest";

import { wayOf } from "./exploring.ts";
import { FOLD } from "./fold.ts";
import { pictureOf } from "./model.ts";
import type { Path } from "./operations.ts";
import { throughWords } from "./WayPanel.tsx";

const PATH: Path = {
  __typename: "Lineage",
  ids: ["d1", "p", "d2"],
  kinds: ["Decision", "PolicyVersion", "Decision"],
  titles: ["Decision: buy", "terms 1", "Decision: buy"],
  knownAt: [null, null, null],
  x: [1, 0, 1],
  y: [0, 0, 1],
  edgeKinds: ["GOVERNED_BY", "GOVERNED_BY"],
  edgeFrom: [0, 2],
  edgeTo: [1, 1],
  edgeKnownAt: ["2026-01-05T09:00:00+00:00", null],
  truncated: false,
};

test("a way is its steps in order, each with its edge, its line among the cards and its time", () => {
  const way = wayOf(PATH, (node) => (node === "p" ? FOLD : node));

  expect(way.nodes).toEqual(["d1", "p", "d2"]);
  expect(way.steps).toEqual([
    { id: "d1 GOVERNED_BY p", line: `d1 GOVERNED_BY ${FOLD}`, effect: "d1", kind: "GOVERNED_BY", cause: "p", knownAt: "2026-01-05T09:00:00+00:00" },
    { id: "d2 GOVERNED_BY p", line: `d2 GOVERNED_BY ${FOLD}`, effect: "d2", kind: "GOVERNED_BY", cause: "p", knownAt: null },
  ]);
});

test("a way says whether it goes through data, or through rules, people or time instead", () => {
  const through = (kinds: string[], edge: string) => {
    const path = { ...PATH, kinds, edgeKinds: [edge, edge] };
    return throughWords(wayOf(path, (node) => node), pictureOf(path));
  };

  expect(through(["Decision", "DatasetVersion", "Decision"], "USED")).toBe("It goes through data.");
  expect(through(["Person", "Decision", "Person"], "USED")).toBe("It goes through data.");
  expect(through(["Decision", "Person", "Decision"], "WAS_REVISION_OF")).toBe(
    "It goes through people and time: no way through data alone was found.",
  );
});
