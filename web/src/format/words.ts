import { EDGE_NAMES } from "../kinds.ts";
import { visible } from "./visible.ts";

/** A code in words: `SEND_BACK` → `Send back`, `past-deadline` → `Past deadline`, `missed_sla` → `Missed SLA`. */
export function inWords(code: string): string {
  return capitalised(code.replaceAll(/[_-]+/g, " ").trim().toLowerCase()).replaceAll(/\bsla\b/gi, "SLA");
}

/** A name of the schema in words: `decidedAt` → `Decided at`, `BusinessEntity` → `Business entity`. */
export function nameInWords(name: string): string {
  return capitalised(name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase());
}

/** Kinds of node whose names are not their schema names in words. */
const KIND_NAMES: Readonly<Record<string, string>> = { Sla: "Deadline rule", ApiKey: "API key" };

/** A kind of node in words: `ReviewTask` → `Review task`. */
export function kindName(kind: string): string {
  return KIND_NAMES[kind] ?? nameInWords(kind);
}

/** What an edge says between its effect and its cause: `SCORED_ON` → `was scored on`. */
export function edgeName(kind: string): string {
  return EDGE_NAMES[kind] ?? inWords(kind).toLowerCase();
}

/** Some nodes of a kind: `1 business entity`, `4 state changes`, `2 categories`. */
export function countedKind(count: number, kind: string): string {
  const one = kind === "ApiKey" ? kindName(kind) : kindName(kind).toLowerCase();
  return counted(count, one, PLURALS[one] ?? (one.endsWith("y") ? `${one.slice(0, -1)}ies` : `${one}s`));
}

const PLURALS: Readonly<Record<string, string>> = { "API key": "API keys", person: "people", "erasure key": "erasure keys", "idempotency key": "idempotency keys" };

/** A stored outcome as people read it: `true` → `yes`. */
export function outcomeText(value: string): string {
  return value === "true" ? "yes" : value === "false" ? "no" : value;
}

/** What a decision's state means: `INVALIDATED` → `Taken back`. */
export function decisionStateName(state: string): string {
  return DECISION_STATES[state] ?? inWords(state);
}

const DECISION_STATES: Readonly<Record<string, string>> = { EFFECTIVE: "Effective", SUPERSEDED: "Replaced", INVALIDATED: "Taken back" };

/** Who decides by a kind of decision: `HUMAN` → `Person`. */
export function decisionKindName(kind: string | null): string {
  if (kind === "HUMAN") return "Person";
  return kind === "AUTOMATIC" ? "Rule" : inWords(kind ?? "–");
}

/** Where a decision comes from: `LIVE` → `Decided in Signoff`. */
export function originName(origin: string | null): string {
  if (origin === "LIVE") return "Decided in Signoff";
  return origin === "REPLAYED" ? "Loaded from a file" : inWords(origin ?? "–");
}

/** A text that begins with a capital. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 case`, `3 cases`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

const LONG_DIGEST = /[0-9a-f]{32,}/g;

/** A title as people read it, the parts of a key apart and digests short: `support-escalation · 099d7b0f5f48…`. */
export function readableTitle(title: string): string {
  return title.replaceAll(LONG_DIGEST, (digest) => `${shortDigest(digest)}…`).replaceAll("|", " · ");
}

/** A text that fits its place: its beginning, with a mark where the rest is left out. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** The first twelve digits of a digest: enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}

/** What tells a node from others of its kind: its title without the kind that leads it, which shape and colour show. */
export function nameOf({ kind, title }: { readonly kind: string; readonly title: string }): string {
  const lead = kindName(kind).toLowerCase();
  const rest = title.slice(lead.length);
  const name = title.toLowerCase().startsWith(lead) && /^[:,]?\s/.test(rest) ? rest.replace(/^[:,]?\s+/, "") : title;
  return visible(readableTitle(name));
}
