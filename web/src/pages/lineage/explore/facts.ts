import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { decisionStateName, inWords, originName, readableTitle } from "../../../format/words.ts";
import type { Json } from "../../../graphql/tada.ts";

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const LONGEST = 400;
const CODE = /^[A-Z][A-Z0-9_]+$/;

/** How the codes of a property read; other properties hold words of their own, such as a currency or a case number. */
const CODED: Readonly<Record<string, (code: string) => string>> = {
  ...Object.fromEntries(
    ["action", "alternative", "availability", "basis", "firstVerdict", "impact", "kind", "mode", "proposal", "quality", "result", "slaState", "stage", "verdict"].map(
      (name) => [name, inWords],
    ),
  ),
  origin: originName,
  state: decisionStateName,
};

/** A fact as a person reads it, by the name of its property: codes in words, moments in local time, long values cut. */
export function namedFactText(name: string, value: Json): string {
  const words = CODED[name];
  return words && typeof value === "string" && CODE.test(value) ? words(value) : factText(value);
}

/** A stored value as a person reads it; long ones are cut. */
export function factText(value: Json): string {
  if (value === null) return "–";
  if (typeof value === "string") return cut(MOMENT.test(value) ? moment(value) : readableTitle(value));
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return cut(value.map(factText).map(isolated).join(" · "));
  return cut(Object.entries(value).map(([name, one]) => `${isolated(name.replaceAll("_", " "))}: ${isolated(factText(one))}`).join(" · "));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
