import { decimal, percent } from "../../../format/number.ts";
import type { ImpactNode } from "./operations.ts";

const UNKNOWN = "unknown";
const KIND_WORDS: Readonly<Record<string, string>> = {
  DataSource: "Data source",
  DatasetVersion: "Data version",
  FeatureVersion: "Feature",
  ModelVersion: "Model version",
  PolicyVersion: "Policy version",
};

/** What a node that decisions rest on is, in words. */
export function restingKind(kind: string): string {
  return KIND_WORDS[kind] ?? kind;
}

/** `14 (5 to 30)`: decisions that would change; what is not known is not shown as none. */
export function changedWords({ changed, changedLow, changedHigh }: Pick<ImpactNode, "changed" | "changedLow" | "changedHigh">): string {
  if (changed === null || changedLow === null || changedHigh === null) return UNKNOWN;
  return `${decimal(changed, 1)} (${decimal(changedLow, 1)} to ${decimal(changedHigh, 1)})`;
}

/** `120 (90 to 150)`: decisions that are expected. */
export function expectedWords({ expected, low, high }: ImpactNode["decisions"]): string {
  if (expected === null || low === null || high === null) return UNKNOWN;
  return `${decimal(expected, 0)} (${decimal(low)} to ${decimal(high)})`;
}

/** `12 % of 64 cases (7.1 % to 20 %)`: how many decisions turn without it. */
export function weightWords({ share, cases, low, high }: ImpactNode["weight"]): string {
  return share === null ? UNKNOWN : `${percent(share)} of ${decimal(cases)} cases (${percent(low)} to ${percent(high)})`;
}
