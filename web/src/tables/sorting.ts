export type Value = string | number | null | undefined;

export interface Sorting {
  readonly column: string;
  readonly down: boolean;
}

/** Reads `decisions` or `-decisions` (downwards). */
export function sortingOf(text: string | undefined, first: Sorting): Sorting {
  if (text === undefined || text === "" || text === "-") return first;
  return text.startsWith("-") ? { column: text.slice(1), down: true } : { column: text, down: false };
}

export function sortingText({ column, down }: Sorting): string {
  return down ? `-${column}` : column;
}

/** Sorts by one value of each row; what has none comes last either way, equals keep their order. */
export function sorted<Row>(rows: readonly Row[], valueOf: (row: Row) => Value, down: boolean): readonly Row[] {
  return rows.toSorted((one, other) => compare(valueOf(one), valueOf(other), down ? -1 : 1));
}

function compare(one: Value, other: Value, sign: number): number {
  const isOne = one !== null && one !== undefined;
  const isOther = other !== null && other !== undefined;
  if (!isOne || !isOther) return Number(isOther) - Number(isOne);
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * String(one).localeCompare(String(other), "en", { numeric: true });
}
