import { signed } from "../../../format/number.ts";
import { inWords } from "../../../format/words.ts";

const ASPECTS: Readonly<Record<string, string>> = {
  DATASET_VERSION: "Data",
  QUALITY: "Quality of the data",
  MODEL_VERSION: "Model",
  POLICY_VERSION: "Policy",
  GATE_RESULT: "The gate said",
  DECIDER: "Decided by",
  REASON_CODE: "Reason",
  ACTION: "Decision",
  OUTCOME: "How it ended",
};
/** Parts whose values are codes; the others are names. */
const CODES: ReadonlySet<string> = new Set(["QUALITY", "GATE_RESULT", "RULE", "REASON_CODE", "ACTION"]);

/** A part of a decision in words. */
export function aspectName(aspect: string): string {
  return ASPECTS[aspect] ?? inWords(aspect);
}

/** A value of a part in words. */
export function partText(aspect: string, value: string | null): string {
  if (value === null) return aspect === "OUTCOME" ? "not known yet" : "none";
  return CODES.has(aspect) ? inWords(value) : value;
}

/** A share of a score in log-odds; a dash where there is none. */
export function shareText(share: number | null): string {
  return share === null ? "–" : signed(share, 3);
}

/** What differs, in one sentence: how many parts and inputs, and what came of it is said by the server. */
export function differenceWords(parts: readonly { readonly aspect: string }[], inputs: number): string {
  const names = parts.map(({ aspect }) => aspectName(aspect).toLowerCase());
  if (names.length === 0 && inputs === 0) return "The two decisions do not differ.";
  const counted = inputs === 1 ? "one input" : `${inputs} inputs`;
  if (names.length === 0) return `They differ only in ${counted}.`;
  return `They differ in ${list(names)}${inputs === 0 ? "" : `, and in ${counted}`}.`;
}

function list(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
