import { timeText } from "../../../format/time.ts";
import type { Json } from "../../../graphql/tada.ts";

/** What one value adds to the score, in log-odds. */
export interface Contribution {
  readonly feature: string;
  readonly value: Json;
  readonly amount: number;
}

/** The score of a packet: base and contributions add up to the margin, the log-odds of the probability. */
export interface Score {
  readonly model: string;
  readonly modelVersion: string;
  readonly probability: number;
  readonly base: number;
  readonly margin: number;
  readonly contributions: readonly Contribution[];
}

type JsonObject = Record<string, Json>;

/** Reads the score of a packet; null where the case has none. */
export function scoreOf(packet: Json): Score | null {
  const prediction = isObject(packet) ? packet.prediction : null;
  if (!isObject(prediction)) return null;
  const contributions = (Array.isArray(prediction.contributions) ? prediction.contributions : [])
    .filter(isObject)
    .map((one) => ({ feature: text(one.feature), value: one.value ?? null, amount: number(one.amount) }));
  const base = number(prediction.base);
  return {
    model: text(prediction.model),
    modelVersion: text(prediction.modelVersion),
    probability: number(prediction.probability),
    base,
    margin: contributions.reduce((sum, one) => sum + one.amount, base),
    contributions,
  };
}

/** A JSON value as a reader takes it. */
export function shown(value: Json): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  if (isMasked(value)) return "masked";
  return typeof value === "string" ? (timeText(value) ?? value) : JSON.stringify(value);
}

/** Whether a value stands for one that is only shown when a person asks for it. */
export function isMasked(value: Json): boolean {
  return typeof value === "string" && value.startsWith("masked:");
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function number(value: Json | undefined): number {
  return typeof value === "number" ? value : 0;
}
