import { decimal } from "../../../format/number.ts";
import type { InputsDetail } from "./evidence.ts";
import { shown } from "./packet.ts";

const CURRENCY = /^[A-Z]{3}$/;

export type Input = InputsDetail["inputs"][number];

interface InputGroup {
  readonly words: string;
  readonly inputs: readonly Input[];
}

/** A value with what it is in: `1,204.50 EUR`, `1 pack`; a unit that its words name is not said again. */
export function withUnit({ value, unit, words }: Pick<Input, "value" | "unit" | "words">): string {
  if (typeof value !== "number" || unit === null) return shown(value);
  if (CURRENCY.test(unit)) return `${decimal(value, 2, 2)} ${unit}`;
  if (namesUnit(words, unit)) return decimal(value);
  return `${decimal(value)} ${value === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** Whether words say already what their number is in: `days from order to promise`. */
export function namesUnit(words: string, unit: string): boolean {
  return words.toLowerCase().split(" ").includes(unit.toLowerCase());
}

/** The inputs apart by who states them, each group in the order that it came in; empty groups are left out. */
export function groupsOf(inputs: readonly Input[]): readonly InputGroup[] {
  const groups: readonly [string, (one: Input) => boolean][] = [
    ["Corrected here by a reviewer", (one) => one.typed],
    ["Personal", (one) => one.personal && !one.typed],
    ["As the source states", (one) => one.row !== null && !one.personal && !one.typed],
    ["Computed or sent along", (one) => one.row === null && !one.personal && !one.typed],
  ];
  return groups.map(([words, holds]) => ({ words, inputs: inputs.filter(holds) })).filter((group) => group.inputs.length > 0);
}
