import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import type { Json } from "../../../graphql/tada.ts";

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const LONGEST = 400;

/** A stored value as a person reads it; long ones are cut. */
export function factText(value: Json): string {
  if (value === null) return "–";
  if (typeof value === "string") return cut(MOMENT.test(value) ? moment(value) : value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return cut(value.map(factText).map(isolated).join(" · "));
  return cut(Object.entries(value).map(([name, one]) => `${isolated(name)}: ${isolated(factText(one))}`).join(" · "));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
