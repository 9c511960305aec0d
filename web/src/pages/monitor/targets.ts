import { decimal, percent } from "../../format/number.ts";
import { span } from "../../format/time.ts";

const HOUR = 3_600_000;

/** A figure in its unit, of a key figure or in a pack's own word; a dash where there is none. */
export function valueText(unit: string, value: number | null, currency: string | null): string {
  if (value === null) return "–";
  switch (unit.toUpperCase()) {
    case "SHARE":
      return percent(value);
    case "HOURS":
      return span(value * HOUR);
    case "COUNT":
      return decimal(value, 2);
    case "MONEY":
      return `${decimal(value, 0)}${currency === null ? "" : ` ${currency}`}`;
    default:
      return `${decimal(value, 2)} ${unit}`;
  }
}

/** What a person types for a target, as the API takes it: a share is typed in percent. Null for no number. */
export function typedTarget(unit: string, text: string): number | null {
  const number = Number(text.trim().replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(number)) return null;
  return unit.toUpperCase() === "SHARE" ? number / 100 : number;
}
