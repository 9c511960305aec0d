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
  models: ["2", "1"],
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

test("an older model, untrusted data and another ladder are sent where they are filled in", () => {
  const filled = { model: "1", taintField: "source", taintValue: "broker", ladderMinutes: "120", ladderPriority: "9" };

  expect(scenarioOf(filled, DEFAULTS, "p")).toMatchObject({
    name: "model version 1, untrusted data where source is broker, priority 9 after 120 minutes of waiting",
    model: "1",
    taint: [{ field: "source", value: "broker" }],
    ladder: { minutes: 120, priority: 9 },
  });
  expect(scenarioOf({ taintField: "source" }, DEFAULTS, "p")).toHaveProperty("wrong");
  expect(scenarioOf({ ladderPriority: "9" }, DEFAULTS, "p")).toHaveProperty("wrong");
});

test("a search is sent without a change, and not without its range", () => {
  const filled = { searchParameter: "pass_below", searchLeast: "0.3", searchMost: "0.6", searchFewest: "-1", searchInTime: "95" };

  expect(scenarioOf(filled, DEFAULTS, "p")).toMatchObject({
    name: "search: no change",
    search: { parameter: "pass_below", least: 0.3, most: 0.6, steps: 7, fewestReviewers: -1, mostReviewers: 0, inTime: 0.95, hourCost: 0, lateCost: 0 },
  });
  expect(scenarioOf({ searchParameter: "pass_below" }, DEFAULTS, "p")).toHaveProperty("wrong");
});
