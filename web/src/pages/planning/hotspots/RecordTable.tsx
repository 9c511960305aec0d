import { decimal, percent } from "../../../format/number.ts";
import { inWords } from "../../../format/words.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { RecordedKind, RiskRecord } from "./operations.ts";

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

/** What a kind of forecast is called: `Group`, what decisions rest on, or what what-ifs say of coming cases. */
export function forecastName({ name, impact, whatIf }: Pick<RecordedKind, "name" | "impact" | "whatIf">): string {
  if (whatIf) return "What-ifs";
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

/** How good the risk forecasts of each model version were: coverage first, then the error beside that of the average. */
export function RiskTable({ records }: { readonly records: readonly RiskRecord[] }) {
  return (
    <section class="panel table-panel" aria-label="How good the risk forecasts were">
      <DataTable
        caption="Risk of a case: how many groups of cases forecast alike came true as often as their 90 % interval says, and the error beside that of the average"
        showCaption
        columns={RISK_COLUMNS}
        rows={records}
        keyOf={({ model, version }) => `${model} ${version}`}
        sorting={UNSORTED}
        onSort={() => undefined}
      />
    </section>
  );
}

const RISK_COLUMNS: readonly Column<RiskRecord>[] = [
  { key: "model", words: "Model version", cell: (one) => `${inWords(one.model)} ${one.version}` },
  {
    key: "coverage",
    words: "In the 90 % interval",
    number: true,
    cell: (one) => <b>{one.coverage90 === null ? NONE : percent(one.coverage90)}</b>,
  },
  { key: "brier", words: "Brier score", number: true, cell: (one) => (one.brier === null ? NONE : decimal(one.brier, 3)) },
  { key: "prior", words: "Brier score of the average", number: true, cell: (one) => (one.brierPrior === null ? NONE : decimal(one.brierPrior, 3)) },
  { key: "known", words: "Forecasts compared", number: true, cell: (one) => decimal(one.known) },
  { key: "scored", words: "Forecasts made", number: true, cell: (one) => decimal(one.scored) },
];

function figure(value: number | null): string {
  return value === null ? NONE : decimal(value, 2);
}
