import { useQuery } from "@urql/preact";
import type { ComponentChildren } from "preact";
import { useRoute } from "preact-iso";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decimal, percent, signed } from "../../../format/number.ts";
import { decidedWhen, zonedMoment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { decisionStateName, inWords, originName, outcomeText } from "../../../format/words.ts";
import { isNowhere, isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { NoSuchPage } from "../../../parts/NoSuchPage.tsx";
import { Note } from "../../../parts/Note.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { readsAudit, readsNotes } from "../../../session/session.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { compareAddress } from "../compare/addresses.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { type DecisionRecord, RECORD, RECORD_NOTE } from "./operations.ts";
import { Appeals } from "./Appeals.tsx";
import { auditName, comparedText, endingName, reasonsAlone, shownName, valueText } from "./words.ts";
import "./record.css";

/** The record of one decision. Its address can be passed on. */
export default function RecordPage() {
  const id = useRoute().params.id ?? "";
  const [{ data, fetching }, again] = useQuery({ query: RECORD, variables: { id } });
  const record = data?.decisionRecord;
  const isMissing = record !== undefined && isRefusal(record) && isNowhere(record);
  useTitle(isMissing ? "There is no such decision" : record && !isRefusal(record) ? `Record of ${isolated(record.case.title)}` : "Decision record");
  return (
    <>
      <AnalystNav />
      <div class="page">
        {record === undefined && fetching && <Skeleton lines={12} label="Fetching the record" />}
        {record === undefined && !fetching && <Failure message="The record could not be fetched." onRetry={() => again()} />}
        {isMissing && (
          <NoSuchPage title="There is no such decision.">
            <p>
              <a href="/analyst/record">All decisions</a>
            </p>
          </NoSuchPage>
        )}
        {record !== undefined && isRefusal(record) && !isMissing && <Failure message={record.message} />}
        {record !== undefined && !isRefusal(record) && <Recorded record={record} />}
      </div>
    </>
  );
}

function Recorded({ record }: { record: DecisionRecord }) {
  return (
    <>
      <header class="page-head">
        <h1>
          <bdi>{record.case.title}</bdi>: {inWords(record.action).toLowerCase()}
        </h1>
        <p class="row">
          <a class="button small" href={`/case/${encodeURIComponent(record.case.id)}`}>
            Open the case
          </a>
          <a class="button small" href={exploreAddress(record.id)}>
            Explore
          </a>
          <a class="button small" href={compareAddress(record.id)}>
            Compare with another
          </a>
          {readsAudit() && record.auditState !== "NONE" && (
            <a class="button small" href={`/api/v1/evidence/${encodeURIComponent(record.id)}.html`} download>
              Evidence for an outsider
            </a>
          )}
        </p>
      </header>
      <div class="record">
        <Decided record={record} />
        <Ended record={record} />
        <Based record={record} />
        <Ruled record={record} />
        <section class="panel record-part" aria-labelledby="section-appeals">
          <h2 id="section-appeals">Looked at again</h2>
          <Appeals
            decisionId={record.id}
            caseId={record.case.id}
            isEffective={record.origin === "LIVE" && record.state === "EFFECTIVE"}
            finalAt={record.finalAt}
            otherwise="Nobody has looked at this decision again."
          />
        </section>
      </div>
      <Features record={record} />
    </>
  );
}

function Decided({ record }: { record: DecisionRecord }) {
  return (
    <Part title="Who and when">
      <Fact words="Decided by">
        <NodeLink node={record.decider} />
        {record.decidedFor !== null && ` for ${record.decidedFor}, who was away`}
      </Fact>
      <Fact words="When">
        {record.sequence === null ? zonedMoment(record.decidedAt) : `${decidedWhen(record)}, loaded ${zonedMoment(record.decidedAt)}`}
      </Fact>
      {record.finalAt !== null && <Fact words="Final">{zonedMoment(record.finalAt)}</Fact>}
      <Fact words="Decision point">
        <NodeLink node={record.decisionPoint} />
      </Fact>
      <Fact words="Origin">{originName(record.origin)}</Fact>
      <Fact words="State">{decisionStateName(record.state)}</Fact>
      {record.undoneAt !== null && (
        <Fact words="Taken back">
          {zonedMoment(record.undoneAt)} by {record.undoneBy}
          {record.undoneBecause !== null && `: ${inWords(record.undoneBecause)}`}
        </Fact>
      )}
      <Fact words="Saw">
        {shownName(record.shown)}
        {record.packet !== null && <code class="digest">{record.packet.title}</code>}
      </Fact>
      {record.firstVerdict !== null && (
        <Fact words="Answered first">
          {inWords(record.firstVerdict)}, before the advice was shown; {record.changedFromFirst === true ? "changed afterwards" : "kept afterwards"}
        </Fact>
      )}
      <Fact words="Reason">{record.reasonCode === null ? "none" : inWords(record.reasonCode)}</Fact>
      {readsNotes() && <NoteFact id={record.id} />}
    </Part>
  );
}

function NoteFact({ id }: { id: string }) {
  const [{ data }] = useQuery({ query: RECORD_NOTE, variables: { id } });
  const written = data?.decisionRecord.__typename === "DecisionRecord" ? data.decisionRecord : null;
  if (written === null) return null;
  return <Fact words="Note">{written.note === null && !written.noteErased ? "none" : <Note {...written} />}</Fact>;
}

function Ended({ record }: { record: DecisionRecord }) {
  return (
    <Part title="How it ended">
      <Fact words="It was">{endingName(record.endedBadly)}</Fact>
      <Fact words="Cost">{record.money === null ? "not known" : decimal(record.money)}</Fact>
      {record.outcomes.map((one) => (
        <Fact key={one.id} words={inWords(one.kind)}>
          {outcomeText(one.value)}
          {one.money !== null && `, cost ${decimal(one.money)}`} <span class="dim">({zonedMoment(one.knownAt)})</span>
          {one.correction !== null && (
            <>
              , corrected: <bdi>{one.correction}</bdi>
            </>
          )}
        </Fact>
      ))}
      <Fact words="Audit log">
        {auditName(record.auditState)}
        {record.leafIndex !== null && `, entry ${record.leafIndex}`}
        {record.leafHash !== null && <code class="digest">{record.leafHash}</code>}
      </Fact>
    </Part>
  );
}

function Based({ record }: { record: DecisionRecord }) {
  return (
    <Part title="Data and model">
      <Fact words="Source">
        <NodeLink node={record.dataSource} />
      </Fact>
      <Fact words="Data version">
        <NodeLink node={record.datasetVersion} />
      </Fact>
      <Fact words="Row">{record.row ?? "–"}</Fact>
      <Fact words="Quality">
        {record.quality === null ? "–" : inWords(record.quality)}
        <Sentences lines={record.findings} />
      </Fact>
      {record.load !== null && (
        <Fact words="Loaded from">
          <NodeLink node={record.load} />
        </Fact>
      )}
      <Fact words="Model">
        <NodeLink node={record.modelVersion} />
      </Fact>
      <Fact words="Risk">
        {record.probability === null ? "none" : percent(record.probability)}
        <Sentences lines={record.scoreReasons} />
      </Fact>
    </Part>
  );
}

function Ruled({ record }: { record: DecisionRecord }) {
  const risks = record.comparisons.filter(({ isScore }) => isScore);
  const others = record.comparisons.filter(({ isScore }) => !isScore);
  return (
    <Part title="Policy">
      <Fact words="Version">
        <NodeLink node={record.policyVersion} />
      </Fact>
      <Fact words="Gate">{record.gateResult === null ? "none" : inWords(record.gateResult)}</Fact>
      <Fact words="Rule">
        {record.rule === null ? "none" : inWords(record.rule)}
        <Sentences lines={reasonsAlone(record)} />
      </Fact>
      {record.tableRow !== null && record.tableRow !== record.rule && (
        <Fact words="Row beside it">{`${inWords(record.tableRow)}, had no safeguard come first`}</Fact>
      )}
      {record.gateResult !== null && (
        <Fact words="Risk that counted">
          {risks.length === 0 && <span class="dim">{record.tableRow === null ? "none: no row of the policy held" : "none: this row reads no risk"}</span>}
          <Sentences lines={risks.map(comparedText)} />
        </Fact>
      )}
      {others.length > 0 && (
        <Fact words="Also compared">
          <Sentences lines={others.map(comparedText)} />
        </Fact>
      )}
    </Part>
  );
}

type Feature = DecisionRecord["features"][number];

const COLUMNS: readonly Column<Feature>[] = [
  { key: "feature", words: "Input", by: (row) => row.title, cell: (row) => row.title },
  { key: "value", words: "Value", cell: (row) => <bdi>{valueText(row.value)}</bdi> },
  {
    key: "contribution",
    words: "Added to the risk (log-odds)",
    number: true,
    by: (row) => row.contribution,
    cell: (row) => (row.contribution === null ? "–" : signed(row.contribution, 3)),
  },
];

function Features({ record }: { record: DecisionRecord }) {
  const { query, change } = useAddress();
  return (
    <section class="panel table-panel" aria-labelledby="features-title">
      <h2 id="features-title">What it was judged on</h2>
      <DataTable
        caption="Inputs, with what each added to the risk"
        columns={COLUMNS}
        rows={record.features}
        keyOf={(row) => row.feature}
        sorting={sortingOf(query.order, { column: "", down: true })}
        onSort={(sorting) => change({ order: sortingText(sorting) })}
      />
      {record.base !== null && (
        <p class="protocol">{`The model starts at ${signed(record.base, 3)}; that and what the inputs add make the risk, in log-odds.`}</p>
      )}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="panel record-part">
      <h2>{title}</h2>
      <dl class="record-facts">{children}</dl>
    </section>
  );
}

function Fact({ words, children }: { words: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function NodeLink({ node }: { node: { readonly id: string; readonly title: string } | null }) {
  if (node === null) return <span class="dim">none</span>;
  return <a href={exploreAddress(node.id)}>{node.title}</a>;
}

function Sentences({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
