import type { Changes } from "./changes.ts";
import { scenarioWords } from "./figures.ts";
import type { Defaults } from "./operations.ts";
import { type Search, searchOf } from "./search.ts";

/** The form's fields as texts; thresholds as `threshold NAME`, reviewers who leave as `without NAME`. */
export type Filled = Readonly<Record<string, string>>;

export interface Scenario extends Changes {
  readonly decisionPoint: string;
  readonly horizonDays: number;
  readonly replications: number;
  readonly search?: Search;
}

interface Wrong {
  readonly wrong: string;
}

/** The scenario of a filled form: it holds only what differs from the current settings. */
export function scenarioOf(filled: Filled, defaults: Defaults, point: string): Scenario | Wrong {
  const search = searchOf(filled);
  if (search && "wrong" in search) return search;
  const changes = changesOf(filled, defaults, search !== null);
  if ("wrong" in changes) return changes;
  return {
    ...(search && { search }),
    decisionPoint: point,
    ...changes,
    horizonDays: Number(filled.horizonDays ?? defaults.horizonDays),
    replications: Number(filled.replications ?? defaults.replications),
  };
}

/** What a filled form changes, with its name; only where it `mayBeNone` is no change taken. */
export function changesOf(filled: Filled, defaults: Defaults, mayBeNone = false): Changes | Wrong {
  const thresholds = defaults.thresholds
    .map(({ parameter, value }) => ({ parameter, value: Number(filled[`threshold ${parameter}`] ?? value), now: value }))
    .filter(({ value, now }) => value !== now)
    .map(({ parameter, value }) => ({ parameter, value }));
  const reviewers = Number(filled.reviewers ?? 0);
  const volume = Number(filled.volume ?? 1);
  const further = furtherOf(filled, defaults);
  if ("wrong" in further) return further;
  if (!mayBeNone && thresholds.length === 0 && reviewers === 0 && volume === 1 && Object.keys(further).length === 0) {
    return { wrong: "Nothing is changed yet: change a threshold, the number of reviewers or the number of cases." };
  }
  const named = (filled.name ?? "").trim();
  const all = { thresholds, reviewers, volume, ...further };
  const words = mayBeNone ? `search: ${scenarioWords(all)}` : scenarioWords(all);
  return { name: named === "" ? words.slice(0, LONGEST_NAME) : named, ...all };
}

const LONGEST_NAME = 120;

function furtherOf(filled: Filled, defaults: Defaults): Omit<Changes, "name" | "thresholds" | "reviewers" | "volume"> | Wrong {
  const remove = defaults.people.filter((name) => filled[`without ${name}`] !== undefined);
  const text = (name: string) => (filled[name] ?? "").trim();
  const [opens, closes] = [text("saturdayOpens"), text("saturdayCloses")];
  const [field, value, factor] = [text("kindField"), text("kindValue"), text("kindFactor")];
  if ((opens === "") !== (closes === "")) return { wrong: "A Saturday has a beginning and an end: fill in both, or neither." };
  const [taintField, taintValue] = [text("taintField"), text("taintValue")];
  const [minutes, priority] = [text("ladderMinutes"), text("ladderPriority")];
  if ((taintField === "") !== (taintValue === "")) return { wrong: "Data that is not trusted needs an input and its value: fill in both, or neither." };
  if ((minutes === "") !== (priority === "")) return { wrong: "A review moves up after some minutes to some priority: fill in both, or neither." };
  const kind = [field, value, factor].filter((one) => one !== "").length;
  if (kind !== 0 && kind !== 3) return { wrong: "Cases of one kind need an input, its value and a factor: fill in all three, or none." };
  return {
    ...(remove.length > 0 && { remove }),
    ...(opens !== "" && { shifts: [{ reviewers: [], days: ["SAT"], opens, closes }] }),
    ...(text("dueMinutes") !== "" && { dueMinutes: Number(text("dueMinutes")) }),
    ...(field !== "" && { volumeBy: [{ field, value, factor: Number(factor) }] }),
    ...(text("model") !== "" && { model: text("model") }),
    ...(taintField !== "" && { taint: [{ field: taintField, value: taintValue }] }),
    ...(minutes !== "" && { ladder: { minutes: Number(minutes), priority: Number(priority) } }),
    ...(text("policy") !== "" && { policy: filled.policy ?? "" }),
  };
}
