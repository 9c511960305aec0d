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
  people: ["anna", "berta"],
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

test("named people, a Saturday, a deadline, a kind and a policy are sent where they are filled in", () => {
  const filled = {
    "without berta": "on",
    saturdayOpens: "09:00",
    saturdayCloses: "13:00",
    dueMinutes: "240",
    kindField: "category",
    kindValue: "net",
    kindFactor: "1.5",
    policy: "policy: p",
  };

  expect(scenarioOf(filled, DEFAULTS, "p")).toMatchObject({
    name: "without berta, Saturday 09:00 to 13:00, reviews due after 240 minutes, 1.5 times the cases with category net, another po",
    remove: ["berta"],
    shifts: [{ reviewers: [], days: ["SAT"], opens: "09:00", closes: "13:00" }],
    dueMinutes: 240,
    volumeBy: [{ field: "category", value: "net", factor: 1.5 }],
    policy: "policy: p",
  });
});

test("half a Saturday or half a kind is refused", () => {
  expect(scenarioOf({ saturdayOpens: "09:00" }, DEFAULTS, "p")).toHaveProperty("wrong");
  expect(scenarioOf({ kindField: "category" }, DEFAULTS, "p")).toHaveProperty("wrong");
});
