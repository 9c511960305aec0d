import { useState } from "preact/hooks";

import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { changesWords } from "./figures.ts";
import { Value } from "./Kpis.tsx";
import type { Kpi, Run } from "./operations.ts";

interface Row {
  readonly words: string;
  readonly sides: readonly Kpi[];
}

/** Several scenarios side by side: a column each, all on the same random events. */
export function SideBySide({ run }: { run: Run }) {
  const [sorting, setSorting] = useState<Sorting>({ column: "", down: false });
  const scenarios = [{ name: run.name, kpis: run.kpis }, ...run.beside];
  const rows: Row[] = run.kpis.map((kpi) => ({
    words: kpi.words,
    sides: scenarios.flatMap((one) => one.kpis.filter((other) => other.name === kpi.name)),
  }));
  const columns: Column<Row>[] = [
    { key: "words", words: "Figure", by: (row) => row.words, cell: (row) => <b>{row.words}</b> },
    {
      key: "base",
      words: "Without a change",
      number: true,
      cell: ({ sides: [kpi] }) => kpi && <Value value={kpi.base} low={kpi.baseLow} high={kpi.baseHigh} unit={kpi.unit} />,
    },
    ...scenarios.map((one, place) => ({
      key: `scenario-${place}`,
      words: one.name,
      number: true,
      cell: ({ sides }: Row) => {
        const kpi = sides[place];
        return kpi && <Value value={kpi.candidate} low={kpi.candidateLow} high={kpi.candidateHigh} unit={kpi.unit} />;
      },
    })),
  ];
  return (
    <section class="panel table-panel" aria-labelledby="beside-title">
      <h2 id="beside-title">Side by side</h2>
      <ul class="assumptions">
        {run.beside.map((one) => (
          <li key={one.name}>
            <b>
              <bdi>{one.name}</bdi>
            </b>{" "}
            ({changesWords(one)}): {one.answer}
          </li>
        ))}
      </ul>
      <DataTable
        caption="Several scenarios on the same random events"
        columns={columns}
        file="what-ifs-side-by-side"
        rows={rows}
        keyOf={(row) => row.words}
        sorting={sorting}
        onSort={setSorting}
      />
    </section>
  );
}
