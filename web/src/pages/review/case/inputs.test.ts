import { expect, test } from "vitest";

import { groupsOf, type Input, withUnit } from "./inputs.ts";

const ONE: Input = {
  feature: "amount",
  words: "amount",
  value: 1204.5,
  unit: "EUR",
  contribution: null,
  availability: "CREATION",
  usedByModel: true,
  usedByPolicy: false,
  personal: false,
  typed: false,
  source: "orders",
  row: 7,
  knownAt: "2026-01-05T09:00:00Z",
};

test("an amount stands with its currency", () => {
  expect(withUnit(ONE)).toBe("1,204.50 EUR");
});

test("a unit is said once, and of one thing in the singular", () => {
  expect(withUnit({ value: 1, unit: "violations", words: "minor violations" })).toBe("1");
  expect(withUnit({ value: 1, unit: "packs", words: "quantity" })).toBe("1 pack");
  expect(withUnit({ value: 3.55, unit: "years", words: "age of the licence" })).toBe("3.55 years");
});

test("what people typed, what tells of a person and what the source states stand apart", () => {
  const inputs = [
    ONE,
    { ...ONE, feature: "clerk", personal: true },
    { ...ONE, feature: "vendor", typed: true, personal: true, row: null },
    { ...ONE, feature: "hours", row: null },
  ];

  expect(groupsOf(inputs).map((group) => [group.words, ...group.inputs.map((one) => one.feature)])).toEqual([
    ["Corrected here by a reviewer", "vendor"],
    ["Personal", "clerk"],
    ["As the source states", "amount"],
    ["Computed or sent along", "hours"],
  ]);
});
