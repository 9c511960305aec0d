const NEEDS_QUOTES = /[",\r\n]/;
/** How a cell begins that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

type Cells = ReadonlyMap<string, string>;

/** Rows as comma-separated values, all that is known of each: a part of a part is named `whole.part`. */
export function csvOf(rows: readonly object[]): string {
  const cells = rows.map((row) => cellsOf(row, ""));
  const names = [...new Set(cells.flatMap((row) => [...row.keys()]))];
  const lines = cells.map((row) => names.map((name) => row.get(name) ?? ""));
  return [names, ...lines].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function cellsOf(whole: object, prefix: string): Cells {
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(whole) as [string, unknown][]) {
    if (name === "__typename") continue;
    const path = `${prefix}${name}`;
    if (Array.isArray(value)) cells.set(path, value.map(textOf).join("; "));
    else if (typeof value === "object" && value !== null) for (const part of cellsOf(value, `${path}.`)) cells.set(...part);
    else cells.set(path, textOf(value));
  }
  return cells;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return FORMULA.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : JSON.stringify(value);
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
