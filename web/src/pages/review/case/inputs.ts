import { decimal } from "../../../format/number.ts";
import type { InputsDetail } from "./evidence.ts";
import { shown } from "./packet.ts";

const CURRENCY = /^[A-Z]{3}$/;

export type Input = InputsDetail["inputs"][number];

interface InputGroup {
  readonly words: string;
  readonly inputs: readonly Input[];
}

/** A value with what it is in: `1,204.50 EUR`, `3 violations`. */
export function withUnit({ value, unit }: Pick<Input, "value" | "unit">): string {
  return typeof value === "number" && unit !== null ? `${decimal(value, 2, CURRENCY.test(unit) ? 2 : 0)} ${unit}` : shown(value);
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
