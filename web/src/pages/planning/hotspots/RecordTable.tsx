import { decimal, percent } from "../../../format/number.ts";
import { inWords } from "../../../format/words.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { RecordedKind } from "./operations.ts";

const NONE = "–";
const UNSORTED = { column: "", down: false };

/** How good the forecasts of each kind were: coverage first, then the error beside that of a plain baseline. */
export function RecordTable({ kinds }: { readonly kinds: readonly RecordedKind[] }) {
  return (
    <section class="panel table-panel" aria-label="How good the forecasts were">
      <DataTable
        caption="How often what happened lay in the 90 % interval, and how far off forecasts were, beside a plain moving average"
        showCaption
        columns={COLUMNS}
        rows={kinds}
        keyOf={({ name, event }) => `${event} ${name}`}
        sorting={UNSORTED}
        onSort={() => undefined}
      />
    </section>
  );
}

/** What a kind of forecast is called: `Group`, or what decisions rest on. */
export function forecastName({ name, impact }: Pick<RecordedKind, "name" | "impact">): string {
  return impact ? "What decisions rest on" : inWords(name);
}

const COLUMNS: readonly Column<RecordedKind>[] = [
  { key: "kind", words: "Forecast", cell: (one) => forecastName(one) },
  {
    key: "coverage",
    words: "In the 90 % interval",
    number: true,
    cell: ({ record }) => <b>{record.coverage90 === null ? NONE : percent(record.coverage90)}</b>,
  },
  { key: "error", words: "Off by, on average", number: true, cell: ({ record }) => figure(record.meanAbsError) },
  { key: "ewma", words: "Moving average off by", number: true, cell: ({ record }) => figure(record.ewmaMeanAbsError) },
  { key: "scored", words: "Forecasts compared", number: true, cell: ({ record }) => decimal(record.scored) },
  { key: "periods", words: "Runs", number: true, cell: ({ record }) => decimal(record.periods) },
];

function figure(value: number | null): string {
  return value === null ? NONE : decimal(value, 2);
}
