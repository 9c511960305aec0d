import { useState } from "preact/hooks";

import { LinesChart } from "../../../charts/LinesChart.tsx";
import { signed } from "../../../format/number.ts";
import { inWords } from "../../../format/words.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import type { Sorting } from "../../../tables/sorting.ts";
import { figure } from "./figures.ts";
import { Kpis, Value } from "./Kpis.tsx";
import type { Cell, SearchAnswer } from "./operations.ts";

/** What a search tried: its answer, both curves, the table behind them, and the figures of what to take. */
export function SearchResult({ search, money }: { search: SearchAnswer; money: string }) {
  const [sorting, setSorting] = useState<Sorting>({ column: "", down: false });
  const xs = [...new Set(search.cells.map((cell) => cell.threshold))];
  const staff = [...new Set(search.cells.map((cell) => cell.reviewers))];
  const { best } = search;
  const marked = best && { line: staff.indexOf(best.reviewers), x: xs.indexOf(best.threshold) };
  const lines = (value: (cell: Cell) => number | null) =>
    staff.map((reviewers) => ({
      words: staffWords(reviewers),
      values: xs.map((threshold) => {
        const cell = search.cells.find((one) => one.threshold === threshold && one.reviewers === reviewers);
        return cell ? value(cell) : null;
      }),
    }));
  const across = inWords(search.parameter);
  return (
    <section class="panel table-panel" aria-labelledby="search-title">
      <h2 id="search-title">The best threshold and number of reviewers</h2>
      <p class="answer">{search.answer}</p>
      <div class="curves">
        <LinesChart
          title="Cost"
          file="cost-by-threshold"
          {...{ across, xs, marked }}
          lines={lines((cell) => cell.cost)}
          format={(value) => figure(value, money)}
        />
        <LinesChart
          title="Share of late reviews"
          file="late-reviews-by-threshold"
          {...{ across, xs, marked }}
          lines={lines((cell) => cell.late)}
          format={(value) => figure(value, "share")}
        />
      </div>
      <DataTable
        caption={`Everything that was tried, each ${search.replications} times on the same random events; where the queue grows without end there is no figure`}
        showCaption
        columns={columnsOf(across, money)}
        file="what-if-search"
        rows={search.cells}
        keyOf={(cell) => `${cell.threshold} ${cell.reviewers}`}
        sorting={sorting}
        onSort={setSorting}
      />
      {search.kpis.length > 0 && (
        <>
          <h3>What to take, on random events that had no part in choosing it</h3>
          <Kpis kpis={search.kpis} />
        </>
      )}
    </section>
  );
}

function columnsOf(across: string, money: string): readonly Column<Cell>[] {
  return [
    { key: "threshold", words: across, number: true, by: (cell) => cell.threshold, cell: (cell) => <b>{cell.threshold}</b> },
    { key: "reviewers", words: "Reviewers", by: (cell) => cell.reviewers, cell: (cell) => staffWords(cell.reviewers) },
    {
      key: "cost",
      words: "Cost",
      number: true,
      by: (cell) => cell.cost,
      cell: (cell) => <Value value={cell.cost} low={cell.costLow} high={cell.costHigh} unit={money} />,
    },
    {
      key: "late",
      words: "Late reviews",
      number: true,
      by: (cell) => cell.late,
      cell: (cell) => <Value value={cell.late} low={cell.lateLow} high={cell.lateHigh} unit="share" />,
    },
    {
      key: "people",
      words: "Cases that go to people",
      number: true,
      by: (cell) => cell.toPeople,
      cell: (cell) => (cell.toPeople === null ? "–" : figure(cell.toPeople, "cases")),
    },
  ];
}

function staffWords(reviewers: number): string {
  return reviewers === 0 ? "as today" : signed(reviewers, 0);
}
