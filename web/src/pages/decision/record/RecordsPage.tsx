import { useQuery } from "@urql/preact";

import type { ComponentChildren } from "preact";

import { useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { decidedWhen, zone } from "../../../format/time.ts";
import { decisionKindName, inWords } from "../../../format/words.ts";
import { usePages } from "../../../parts/usePages.ts";
import { readsAudit } from "../../../session/session.ts";
import { CsvLink } from "../../../tables/CsvLink.tsx";
import type { Column } from "../../../tables/DataTable.tsx";
import { conditionsOf, DecisionFilters, fileFilterOf } from "../tables/DecisionFilters.tsx";
import { FilteredTable } from "../tables/FilteredTable.tsx";
import { periodOf } from "../tables/period.ts";
import { PeriodFilter } from "../tables/PeriodFilter.tsx";
import { TablePage } from "../tables/TablePage.tsx";
import { recordAddress } from "./addresses.ts";
import { type RecordRow, RECORDS } from "./operations.ts";
import { auditName, endingName } from "./words.ts";
import "./record.css";

const DAYS = 56;

const COLUMNS: readonly Column<RecordRow>[] = [
  { key: "at", words: `When (${zone(Date.now())})`, by: (row) => row.decidedAt, cell: decidedWhen },
  {
    key: "case",
    words: "Case",
    by: (row) => row.case.title,
    cell: (row) => <Pair first={<a href={recordAddress(row.id)}>{row.case.title}</a>} second={row.decisionPoint.title} />,
  },
  {
    key: "action",
    words: "Decision, by whom",
    by: (row) => row.action,
    cell: (row) => <Pair first={inWords(row.action)} second={`${row.decider?.title ?? "–"} (${decisionKindName(row.kind).toLowerCase()})`} />,
  },
  {
    key: "data",
    words: "Data",
    by: (row) => row.datasetVersion?.title,
    cell: (row) => <Pair first={row.datasetVersion?.title ?? "none"} second={row.row === null ? null : `row ${row.row}`} />,
  },
  {
    key: "policy",
    words: "Policy, model",
    by: (row) => row.policyVersion?.title,
    cell: (row) => <Pair first={row.policyVersion?.title ?? "none"} second={row.modelVersion?.title ?? "no model"} />,
  },
  {
    key: "rule",
    words: "Rule, risk that counted",
    by: (row) => row.rule,
    cell: (row) => <Pair first={row.rule === null ? "none" : inWords(row.rule)} second={row.countedRisk === null ? null : `${row.countedRisk.shown} (${row.countedRisk.condition})`} />,
  },
  {
    key: "ended",
    words: "How it ended",
    by: (row) => endingName(row.endedBadly),
    cell: (row) => <Pair first={endingName(row.endedBadly)} second={row.money === null ? null : `cost ${decimal(row.money)}`} />,
  },
  { key: "audit", words: "Audit log", by: (row) => row.auditState, cell: (row) => auditName(row.auditState) },
];

/** What a cell says first, and under it what belongs to that. */
function Pair({ first, second }: { first: ComponentChildren; second: string | null }) {
  return (
    <>
      {first}
      {second !== null && <span class="under dim">{second}</span>}
    </>
  );
}

/** Who decided what on which data, by which model and policy, and how it ended: one line for each decision. */
export default function RecordsPage() {
  const { query } = useAddress();
  return (
    <TablePage title="Decision record" requested={query.point}>
      {(point) => <Records point={point} />}
    </TablePage>
  );
}

function Records({ point }: { point: string }) {
  const { query, change } = useAddress();
  const period = periodOf(query, Date.now(), DAYS);
  const where = conditionsOf(query, period);
  const [pages, setPages] = usePages(JSON.stringify(where));
  const [{ data, fetching }, again] = useQuery({ query: RECORDS, variables: { point, after: pages.at(-1) ?? null, where } });
  const files = fileFilterOf(query, point, period);
  return (
    <section class="panel table-panel" aria-labelledby="records-title">
      <header class="page-head">
        <h2 id="records-title">Each decision with what it is based on</h2>
        <p class="row">
          <CsvLink list="records" filter={files} />
          {readsAudit() && <EvidenceLink filter={files} />}
        </p>
      </header>
      <div class="filters">
        <PeriodFilter period={period} onChange={change} />
      </div>
      <DecisionFilters query={query} onChange={change} />
      <FilteredTable
        caption="Decision record"
        rows="records"
        columns={COLUMNS}
        answer={data?.decisionRecords}
        fetching={fetching}
        onRetry={() => again()}
        pages={pages}
        onTurn={setPages}
      />
    </section>
  );
}

/** Downloads the evidence of the decisions as they are filtered now, at most a hundred. */
function EvidenceLink({ filter }: { filter: Readonly<Record<string, string | undefined>> }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return (
    <a class="button small" href={`/api/v1/evidence.html?${query}`} download title="At most 100 decisions: choose few days">
      Evidence for an outsider
    </a>
  );
}
