import { expect, test } from "vitest";

import type { Defaults } from "./operations.ts";
import { scenarioOf } from "./scenario.ts";

const DEFAULTS: Defaults = {
  __typename: "WhatIfDefaults",
  thresholds: [
    { parameter: "pass_below", value: 0.48 },
    { parameter: "late_above", value: 0.7 },
  ],
  reviewers: 2,
  volume: 1,
  horizonDays: 14,
  replications: 200,
};

test("only what differs from the current settings is sent, and names the scenario", () => {
  const scenario = scenarioOf({ "threshold pass_below": "0.4", "threshold late_above": "0.7", reviewers: "-1", volume: "1" }, DEFAULTS, "p");

  expect(scenario).toEqual({
    decisionPoint: "p",
    name: "pass below 0.4, 1 reviewer fewer",
    thresholds: [{ parameter: "pass_below", value: 0.4 }],
    reviewers: -1,
    volume: 1,
    horizonDays: 14,
    replications: 200,
  });
});

test("a form in which nothing is changed is refused", () => {
  expect(scenarioOf({ reviewers: "0", volume: "1" }, DEFAULTS, "p")).toEqual({
    wrong: "Nothing is changed yet: change a threshold, the number of reviewers or the number of cases.",
  });
});
