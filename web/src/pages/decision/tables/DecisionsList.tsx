import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { decidedWhen, zone } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { decisionKindName, decisionStateName, inWords, originName, outcomeText } from "../../../format/words.ts";
import { Note } from "../../../parts/Note.tsx";
import { usePages } from "../../../parts/usePages.ts";
import { readsNotes } from "../../../session/session.ts";
import { CsvLink } from "../../../tables/CsvLink.tsx";
import type { Column } from "../../../tables/DataTable.tsx";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { conditionsOf, DecisionFilters, fileFilterOf } from "./DecisionFilters.tsx";
import { FilteredTable } from "./FilteredTable.tsx";
import { DECISION_NOTES, type DecisionRow, DECISIONS } from "./operations.ts";
import type { Period } from "./period.ts";

const COLUMNS: readonly Column<DecisionRow>[] = [
  { key: "at", words: `When (${zone(Date.now())})`, by: (row) => row.decidedAt, cell: decidedWhen },
  { key: "case", words: "Case", by: (row) => row.externalId, cell: (row) => <a href={exploreAddress(row.id)}>{row.externalId}</a> },
  { key: "action", words: "Decision", by: (row) => row.action, cell: (row) => inWords(row.action) },
  { key: "kind", words: "Person or rule", by: (row) => row.kind, cell: (row) => decisionKindName(row.kind) },
  { key: "who", words: "Decided by", by: (row) => row.decider, cell: (row) => row.decider ?? "–" },
  { key: "origin", words: "Origin", by: (row) => row.origin, cell: (row) => originName(row.origin) },
  { key: "state", words: "State", by: (row) => row.state, cell: (row) => decisionStateName(row.state) },
  {
    key: "outcomes",
    words: "Outcomes",
    cell: (row) =>
      row.outcomes.length === 0 ? (
        <span class="dim">not known yet</span>
      ) : (
        row.outcomes.map((one) => `${inWords(one.kind)}: ${isolated(outcomeText(one.value))}`).join(" · ")
      ),
  },
];

/** The decisions of the period one by one, narrowed by the filters of the address. */
export function DecisionsList({ point, period }: { point: string; period: Period }) {
  const { query, change } = useAddress();
  const where = conditionsOf(query, period);
  const [pages, setPages] = usePages(JSON.stringify(where));
  const [{ data, fetching }, again] = useQuery({ query: DECISIONS, variables: { point, after: pages.at(-1) ?? null, where } });
  const [{ data: notesData }] = useQuery({
    query: DECISION_NOTES,
    variables: { point, after: pages.at(-1) ?? null, where },
    pause: !readsNotes(),
  });
  const notes = new Map(notesData?.decisions.__typename === "DecisionPage" ? notesData.decisions.nodes.map((one) => [one.id, one]) : []);
  const columns: readonly Column<DecisionRow>[] = readsNotes()
    ? [...COLUMNS, { key: "note", words: "Note", cell: (row) => <Note {...notes.get(row.id)} /> }]
    : COLUMNS;
  return (
    <section class="panel table-panel" aria-labelledby="decisions-title">
      <header class="page-head">
        <h2 id="decisions-title">Each decision</h2>
        <CsvLink list="decisions" filter={fileFilterOf(query, point, period)} />
      </header>
      <DecisionFilters query={query} onChange={change} />
      <FilteredTable
        caption="Decisions"
        rows="decisions"
        columns={columns}
        answer={data?.decisions}
        fetching={fetching}
        onRetry={() => again()}
        pages={pages}
        onTurn={setPages}
      />
    </section>
  );
}
