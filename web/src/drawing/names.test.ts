import { expect, test } from "vitest";

import { foldShared, type Named, shortNames } from "./names.ts";

const AT = Date.UTC(2026, 0, 5, 9);

function named(kind: string, ...names: readonly (readonly [name: string, knownAt?: number])[]): Named[] {
  return names.map(([name, knownAt], at) => ({ id: `${kind}${at}`, kind, name, knownAt: knownAt ?? null }));
}

test("what all names of a kind begin with is left out, cut between their parts", () => {
  expect(foldShared(["support-escalation · 2016-W15", "support-escalation · 2016-W16"])).toEqual(["…2016-W15", "…2016-W16"]);
});

test("what all names end with is left out as well", () => {
  expect(foldShared(["priority of the case", "category of the case"])).toEqual(["priority…", "category…"]);
});

test("without parts, names are cut between words", () => {
  expect(foldShared(["purchase-risk-model-a", "purchase-risk-model-b"])).toEqual(["…a", "…b"]);
});

test("a short shared beginning stays, as does a name that nothing is compared with", () => {
  expect(foldShared(["V-7", "V-8"])).toEqual(["V-7", "V-8"]);
  expect(foldShared(["support-escalation · 2016-W15"])).toEqual(["support-escalation · 2016-W15"]);
  expect(foldShared(["the same name", "the same name"])).toEqual(["the same name", "the same name"]);
});

test("no name is folded to nothing, and different names stay different", () => {
  const names = ["group of reviewers", "group of reviewers two", "group of people"];
  const folded = foldShared(names);

  expect(folded.every((text) => text.replaceAll("…", "") !== "")).toBe(true);
  expect(new Set(folded).size).toBe(3);
});

test("names of different kinds are not compared", () => {
  const short = shortNames([...named("Case", ["support-desk 1"]), ...named("Person", ["support-desk 2"])]);

  expect(short.get("Case0")).toEqual({ text: "support-desk 1", detail: null });
});

test("equal names are told apart by when they were known, to the second where it takes that", () => {
  const minutes = shortNames(named("Gate", ["review", AT], ["review", AT + 60_000]));
  const seconds = shortNames(named("Gate", ["review", AT], ["review", AT + 1000]));

  expect(minutes.get("Gate0")?.detail).not.toBe(minutes.get("Gate1")?.detail);
  expect(seconds.get("Gate0")?.detail).not.toBe(seconds.get("Gate1")?.detail);
});

test("equal names of one moment, or of none, are numbered", () => {
  const short = shortNames(named("Gate", ["review", AT], ["review", AT], ["pass"]));

  expect([...short.values()].map((one) => one.detail)).toEqual(["1 of 2", "2 of 2", null]);
});
