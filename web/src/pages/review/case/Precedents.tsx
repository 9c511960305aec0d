import { useQuery } from "@urql/preact";

import { percent } from "../../../format/number.ts";
import { decidedWhen, moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { inWords } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { caseAddress } from "../addresses.ts";
import { PRECEDENTS, type PrecedentRow, type SolutionRow } from "./evidence.ts";

/** How the most similar cases were decided, and whether that was right. */
export function Precedents({ caseId }: { caseId: string }) {
  const [{ data, fetching }, again] = useQuery({ query: PRECEDENTS, variables: { id: caseId } });
  if (!data) {
    if (fetching) return <Skeleton lines={6} label="Looking for similar cases" />;
    return <Failure message="The precedents could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.precedents)) return <Failure message={data.precedents.message} />;
  const { nodes, solutions, protocol } = data.precedents;
  if (nodes.length === 0) return <EmptyState title="No similar case was decided before this one." />;
  return (
    <>
      <p class="tally">{tally(nodes)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">What both have</th>
            <th scope="col">Decided</th>
            <th scope="col">Was it right?</th>
            <th scope="col" class="number">
              Similarity
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((one) => (
            <tr key={one.caseId}>
              <td>
                <a class="mono" href={caseAddress(one.caseId)}>
                  {one.externalId}
                </a>
              </td>
              <td class="dim">{one.sharedWords.slice(0, 4).map(isolated).join(", ")}</td>
              <td>
                <b>{inWords(one.action)}</b>
                <span class="dim">
                  {one.decider !== null && (
                    <>
                      {" "}
                      by <bdi>{one.decider}</bdi>
                    </>
                  )}
                  , {decidedWhen(one)}
                </span>
              </td>
              <td>
                <Ending row={one} />
              </td>
              <td class="number">{percent(one.similarity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {solutions.length > 0 && <Solutions rows={solutions} />}
      <p class="dim small protocol">{protocol}</p>
    </>
  );
}

/** By what similar cases were solved, and how often that did not last. */
function Solutions({ rows }: { rows: readonly SolutionRow[] }) {
  return (
    <section aria-labelledby="solutions">
      <h3 id="solutions">What solved them</h3>
      <ul>
        {rows.map((one) => (
          <li key={one.name}>
            <b>
              <bdi>{one.name}</bdi>
            </b>
            : {one.similar === 1 ? "one of these cases" : `${one.similar} of these cases`}
            <span class="dim">
              . Of all {one.records} solved so until {moment(one.knownAt)}, {percent(one.reopened / one.records)} were opened again.
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ending({ row }: { row: PrecedentRow }) {
  if (row.endedBadly === null) return <span class="badge">not known yet</span>;
  const bad = row.outcomes.filter((one) => one.value === "true").map((one) => inWords(one.kind).toLowerCase());
  return row.endedBadly ? (
    <span class="badge bad">wrong{bad.length > 0 && `: ${bad.join(", ")}`}</span>
  ) : (
    <span class="badge good">right</span>
  );
}

/** Of each action, how many were wrong, right and are not known: `Keep 5 times: 1 wrong, 2 right, 2 not known yet`. */
function tally(rows: readonly PrecedentRow[]): string {
  const parts = [...Map.groupBy(rows, (row) => row.action)].map(([action, members]) => {
    const bad = members.filter((one) => one.endedBadly === true).length;
    const well = members.filter((one) => one.endedBadly === false).length;
    const times = members.length === 1 ? "once" : `${members.length} times`;
    return `${inWords(action)} ${times}: ${bad} wrong, ${well} right, ${members.length - bad - well} not known yet`;
  });
  return `${parts.join("; ")}.`;
}
