import { useQuery } from "@urql/preact";

import { useTitle } from "../../../app/title.ts";
import { moment } from "../../../format/time.ts";
import { kindName, nameOf } from "../../../format/words.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { managesRecalls } from "../../../session/session.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { recallAddress } from "./addresses.ts";
import { type Recall, RECALL_LIST } from "./operations.ts";
import { Progress } from "./Progress.tsx";
import { StateBadge } from "./StateBadge.tsx";
import { intervalText } from "./words.ts";
import "./recalls.css";

/** What was recalled, the newest first: why, who sees to it, and how far it is. */
export default function RecallsPage() {
  const [{ data, fetching }, again] = useQuery({ query: RECALL_LIST });
  useTitle("Recalls");
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Recalls</h1>
        <p class="dim">
          A recall names something faulty: data, a feature, a model, a policy or a reviewer. Every decision in force that depends on it is looked at again by other
          people, and stays in force until they change it.
        </p>
        {data === undefined && fetching && <Skeleton lines={6} label="Fetching the recalls" />}
        {data === undefined && !fetching && <Failure message="The recalls could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />}
        {data?.recalls.length === 0 && (
          <EmptyState title="Nothing was recalled.">
            <p>
              {managesRecalls() ? (
                <>
                  Choose what is at fault in the <a href="/analyst/registry">registry</a> and press “Recall this…”: you see what a recall would do before anything
                  happens.
                </>
              ) : (
                "A policy owner opens a recall from the registry; it appears here with how far it is."
              )}
            </p>
          </EmptyState>
        )}
        <ul class="recall-list">
          {data?.recalls.map((one) => (
            <RecallRow key={one.id} recall={one} />
          ))}
        </ul>
      </div>
    </>
  );
}

function RecallRow({ recall }: { recall: Recall }) {
  const { id, kind, reason, owner, state, openedBy, openedAt, closedAt } = recall;
  const name = nameOf({ kind, title: recall.target });
  return (
    <li class="panel" aria-label={`Recall of ${name}`}>
      <div class="recall-what">
        <h2>
          <a href={recallAddress(id)}>{name}</a>
        </h2>
        <p class="row">
          <StateBadge state={state} />
          <span class="dim">{`${kindName(kind)}, decided ${intervalText(recall)}`}</span>
        </p>
        <p>
          <bdi>{reason}</bdi>
        </p>
        <p class="dim">
          {`Owner ${owner ?? "nobody"}. Opened by ${openedBy ?? "somebody"}, ${moment(openedAt)}`}
          {closedAt !== null && `, closed ${moment(closedAt)}`}.
        </p>
      </div>
      <Progress counts={recall.counts} decisions={recall.decisions} />
    </li>
  );
}
