import { useState } from "preact/hooks";

import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { band, differenceWords, figure, verdictOf } from "./figures.ts";
import type { Kpi } from "./operations.ts";

const WIDTH = 110;
const MARKS = { more: "▲", less: "▼", unclear: "≈", none: "–" };

const COLUMNS: readonly Column<Kpi>[] = [
  { key: "words", words: "Figure", by: (kpi) => kpi.words, cell: (kpi) => <b>{kpi.words}</b> },
  { key: "base", words: "Without the change", number: true, cell: (kpi) => <Value value={kpi.base} low={kpi.baseLow} high={kpi.baseHigh} unit={kpi.unit} /> },
  {
    key: "candidate",
    words: "With the change",
    number: true,
    cell: (kpi) => <Value value={kpi.candidate} low={kpi.candidateLow} high={kpi.candidateHigh} unit={kpi.unit} />,
  },
  { key: "drawn", words: "Ranges", cell: (kpi) => <Bands kpi={kpi} /> },
  {
    key: "difference",
    words: "Difference",
    by: (kpi) => kpi.delta,
    cell: (kpi) => {
      const verdict = verdictOf(kpi);
      return (
        <span class={`difference ${verdict}`}>
          <span aria-hidden="true">{MARKS[verdict]}</span> {differenceWords(kpi)}
        </span>
      );
    },
  },
];

/** Each figure without and with the change, with the ranges that hold nine of ten simulation runs. */
export function Kpis({ kpis }: { kpis: readonly Kpi[] }) {
  const [sorting, setSorting] = useState<Sorting>({ column: "", down: false });
  return (
    <section class="panel table-panel" aria-label="Figures">
      <DataTable
        caption="In brackets: the range of nine out of ten simulation runs. Both sides are simulated with the same random events."
        showCaption
        columns={COLUMNS}
        file="what-if-figures"
        rows={kpis}
        keyOf={(kpi) => kpi.name}
        sorting={sorting}
        onSort={setSorting}
      />
    </section>
  );
}

export function Value({ value, low, high, unit }: { value: number | null; low: number | null; high: number | null; unit: string }) {
  if (value === null && low !== null && high !== null) return <span class="dim">{band(low, high, unit)}: no single figure</span>;
  if (value === null) return <span class="dim">no cases to measure</span>;
  return (
    <>
      {figure(value, unit)} <span class="dim">({band(low, high, unit)})</span>
    </>
  );
}

function Bands({ kpi }: { kpi: Kpi }) {
  const { baseLow, baseHigh, candidateLow, candidateHigh } = kpi;
  if (baseLow === null || baseHigh === null || candidateLow === null || candidateHigh === null) return null;
  const most = Math.max(baseHigh, candidateHigh) || 1;
  const bar = (low: number, high: number, y: number, tone: string) => (
    <rect class={`band-bar ${tone}`} x={(low / most) * WIDTH} y={y} width={Math.max(((high - low) / most) * WIDTH, 2)} height="6" rx="2" />
  );
  return (
    <svg class="bands" width={WIDTH} height="20" viewBox={`0 0 ${WIDTH} 20`} aria-hidden="true">
      {bar(baseLow, baseHigh, 2, "base")}
      {bar(candidateLow, candidateHigh, 12, "candidate")}
    </svg>
  );
}
