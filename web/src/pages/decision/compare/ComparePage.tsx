import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decidedWhen } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { inWords } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { recordAddress } from "../record/addresses.ts";
import { valueText } from "../record/words.ts";
import { CaseChoice } from "./CaseChoice.tsx";
import { type Diff, DIFF, type InputRow, type PartRow } from "./operations.ts";
import { aspectName, differenceWords, partText, shareText } from "./words.ts";
import "../record/record.css";
import "./compare.css";

/** Two decisions side by side: what differs, and what that changed. The address holds both. */
export default function ComparePage() {
  const { query, change } = useAddress();
  const { one = "", other = "" } = query;
  useTitle("Compare two decisions · Analyst");
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Compare two decisions</h1>
        {one === "" && <CaseChoice words="Which case?" onChoose={(id) => change({ one: id })} />}
        {one !== "" && other === "" && <CaseChoice words="Compare with which case?" without={one} onChoose={(id) => change({ other: id })} />}
        {one !== "" && other !== "" && <Compared one={one} other={other} />}
      </div>
    </>
  );
}

function Compared({ one, other }: { one: string; other: string }) {
  const { query, change } = useAddress();
  const [{ data, fetching }, again] = useQuery({ query: DIFF, variables: { input: { one, other } } });
  const swap = () => change({ one: other, other: one });
  const tools = (
    <p class="row">
      <button class="button small" onClick={swap}>
        Swap the two
      </button>
      <button class="button small" onClick={() => change({ other: null })}>
        Compare with another
      </button>
    </p>
  );
  if (!data && fetching) return <Skeleton lines={10} label="Comparing" />;
  if (!data) return <Failure message="The decisions could not be compared." onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (isRefusal(data.decisionDiff))
    return (
      <>
        <Failure message={data.decisionDiff.message} />
        {tools}
      </>
    );
  const diff = data.decisionDiff;
  return (
    <>
      <section class="panel compare-sum" aria-labelledby="sum-title">
        <h2 id="sum-title">{differenceWords(diff.parts, diff.inputs.length)}</h2>
        <ul>
          {diff.changed.map((sentence) => (
            <li key={sentence}>{isolated(sentence)}</li>
          ))}
        </ul>
        {tools}
      </section>
      <Parts diff={diff} />
      {diff.inputs.length > 0 && (
        <section class="panel table-panel" aria-labelledby="inputs-title">
          <h2 id="inputs-title">Inputs that differ</h2>
          <DataTable
            caption="Inputs that differ, with what each added to the risk"
            columns={inputColumns(diff)}
            rows={diff.inputs}
            keyOf={(row) => row.feature}
            file="inputs-compared"
            sorting={sortingOf(query.order, { column: "", down: true })}
            onSort={(sorting) => change({ order: sortingText(sorting) })}
          />
          <p class="protocol">
            Shares are in log-odds. {diff.moved === null ? "Different models scored the two, so their shares are not subtracted." : ""}
          </p>
        </section>
      )}
    </>
  );
}

function Parts({ diff }: { diff: Diff }) {
  return (
    <section class="panel table-panel" aria-labelledby="parts-title">
      <h2 id="parts-title">Side by side</h2>
      <div class="table-scroll" tabIndex={0} role="group" aria-label="Side by side">
        <table class="data-table compare-parts">
          <thead>
            <tr>
              <th scope="col">
                <span class="for-readers">Part</span>
              </th>
              <Side decision={diff.one} />
              <Side decision={diff.other} />
            </tr>
          </thead>
          <tbody>
            {diff.parts.map((part) => (
              <PartLine key={part.aspect} part={part} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Side({ decision }: { decision: Diff["one"] }) {
  return (
    <th scope="col">
      <a href={recordAddress(decision.id)}>
        <bdi>{decision.case.title}</bdi>: {inWords(decision.action).toLowerCase()}
      </a>
      <span class="dim compare-when">{decidedWhen(decision)}</span>
      <a class="compare-when" href={exploreAddress(decision.id)}>
        Explore
      </a>
    </th>
  );
}

function PartLine({ part: { aspect, one, other } }: { part: PartRow }) {
  return (
    <tr>
      <th scope="row">{aspectName(aspect)}</th>
      <td>
        <bdi>{partText(aspect, one)}</bdi>
      </td>
      <td>
        <bdi>{partText(aspect, other)}</bdi>
      </td>
    </tr>
  );
}

function inputColumns({ one, other }: Diff): readonly Column<InputRow>[] {
  const [first, second] = [isolated(one.case.title), isolated(other.case.title)];
  return [
    { key: "title", words: "Input", by: (row) => row.title, cell: (row) => row.title },
    { key: "one", words: first, by: (row) => valueText(row.one), cell: (row) => <bdi>{valueText(row.one)}</bdi> },
    { key: "other", words: second, by: (row) => valueText(row.other), cell: (row) => <bdi>{valueText(row.other)}</bdi> },
    { key: "oneShare", words: `Share, ${first}`, number: true, by: (row) => row.oneContribution, cell: (row) => shareText(row.oneContribution) },
    { key: "otherShare", words: `Share, ${second}`, number: true, by: (row) => row.otherContribution, cell: (row) => shareText(row.otherContribution) },
    { key: "moved", words: "Moved the score by", number: true, by: (row) => row.moved, cell: (row) => shareText(row.moved) },
  ];
}
