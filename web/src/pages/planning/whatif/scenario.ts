import { scenarioWords } from "./figures.ts";
import type { Defaults } from "./operations.ts";

/** The form's fields as texts; thresholds as `threshold NAME`. */
export type Filled = Readonly<Record<string, string>>;

export interface Scenario {
  readonly decisionPoint: string;
  readonly name: string;
  readonly thresholds: { parameter: string; value: number }[];
  readonly reviewers: number;
  readonly volume: number;
  readonly horizonDays: number;
  readonly replications: number;
}

/** The scenario of a filled form: it holds only what differs from the current settings. */
export function scenarioOf(filled: Filled, defaults: Defaults, point: string): Scenario | { readonly wrong: string } {
  const thresholds = defaults.thresholds
    .map(({ parameter, value }) => ({ parameter, value: Number(filled[`threshold ${parameter}`] ?? value), now: value }))
    .filter(({ value, now }) => value !== now)
    .map(({ parameter, value }) => ({ parameter, value }));
  const reviewers = Number(filled.reviewers ?? 0);
  const volume = Number(filled.volume ?? 1);
  const named = (filled.name ?? "").trim();
  if (thresholds.length === 0 && reviewers === 0 && volume === 1) {
    return { wrong: "Nothing is changed yet: change a threshold, the number of reviewers or the number of cases." };
  }
  return {
    decisionPoint: point,
    name: named === "" ? scenarioWords({ thresholds, reviewers, volume }) : named,
    thresholds,
    reviewers,
    volume,
    horizonDays: Number(filled.horizonDays ?? defaults.horizonDays),
    replications: Number(filled.replications ?? defaults.replications),
  };
}
