import type { ComponentChildren } from "preact";

import { saveFile } from "../files/saveFile.ts";
import { csvOf } from "./csv.ts";
import { sorted, type Sorting, type Value } from "./sorting.ts";
import "./tables.css";

/** A column: what it is called, what a row shows in it, and what it is sorted by. */
export interface Column<Row> {
  readonly key: string;
  readonly words: string;
  readonly number?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
  /** Left out where a column cannot be sorted by. */
  readonly by?: (row: Row) => Value;
}

interface Props<Row> {
  /** Says what the table holds; read out, and shown where `showCaption` is set. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly marked?: (row: Row) => boolean;
  /** Name of the file, without its ending, that its rows can be saved as; left out where the server writes one. */
  readonly file?: string;
}

/** A table that is sorted by its headings. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { caption, showCaption, columns, rows, keyOf, sorting, onSort, marked, file } = props;
  const by = columns.find((column) => column.key === sorting.column)?.by;
  const shown = by ? sorted(rows, by, sorting.down) : rows;
  return (
    <>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={caption}>
        <table class="data-table">
          <caption class={showCaption ? undefined : "for-readers"}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  class={column.number ? "number" : undefined}
                  aria-sort={sortOf(column.key, sorting)}
                >
                  {column.by ? <Heading column={column} sorting={sorting} onSort={onSort} /> : column.words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={keyOf(row)} class={marked?.(row) ? "marked" : undefined}>
                {columns.map((column) => (
                  <td key={column.key} class={column.number ? "number" : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {file !== undefined && rows.length > 0 && (
        <p class="table-foot">
          <button class="button small" onClick={() => saveFile(`${file}.csv`, csvOf(shown), "text/csv")}>
            Save as CSV
          </button>
        </p>
      )}
    </>
  );
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function Heading<Row>({ column, sorting, onSort }: HeadingProps<Row>) {
  const isSorted = sorting.column === column.key;
  const next = { column: column.key, down: isSorted ? !sorting.down : column.number === true };
  return (
    <button class="heading" onClick={() => onSort(next)}>
      {column.words}
      <span class="heading-mark" aria-hidden="true">
        {isSorted ? (sorting.down ? "▾" : "▴") : "▵"}
      </span>
    </button>
  );
}

function sortOf(key: string, sorting: Sorting): "ascending" | "descending" | undefined {
  if (sorting.column !== key) return undefined;
  return sorting.down ? "descending" : "ascending";
}
