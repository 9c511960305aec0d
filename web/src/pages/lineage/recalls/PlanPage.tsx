import { useQuery } from "@urql/preact";
import { useRoute } from "preact-iso";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { localInput } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { nameOf } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { managesRecalls } from "../../../session/session.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { exploreAddress } from "../explore/addresses.ts";
import { recallAddress } from "./addresses.ts";
import { OpenForm } from "./OpenForm.tsx";
import { RECALL_LIST, RECALL_PLAN } from "./operations.ts";
import { PlanFigures } from "./PlanFigures.tsx";
import "../../decision/record/record.css";
import "../../../tables/tables.css";
import "./recalls.css";

/** What a recall of a node would do, by the interval that is chosen; then the form that opens it. */
export default function PlanPage() {
  const id = useRoute().params.id ?? "";
  const { query } = useAddress();
  const scope = { id, since: query.since ?? null, until: query.until ?? null, withTraining: query.training === "yes" };
  const [{ data, fetching }, again] = useQuery({ query: RECALL_PLAN, variables: { input: scope }, requestPolicy: "network-only" });
  const [{ data: listed }] = useQuery({ query: RECALL_LIST });
  const plan = data?.recallPlan;
  const open = listed?.recalls.find(({ targetId, state }) => targetId === id && state !== "CLOSED");
  const name = plan === undefined || isRefusal(plan) ? null : nameOf({ kind: plan.kind, title: plan.target });
  const reload = () => again({ requestPolicy: "network-only" });
  useTitle(name === null ? "Recall" : `Recall ${isolated(name)}?`);
  return (
    <>
      <AnalystNav />
      <div class="page">
        <header class="page-head">
          <h1>{name === null ? "Recall" : <>Recall <bdi>{name}</bdi>?</>}</h1>
          <p class="row">
            <a class="button small" href={exploreAddress(id)}>
              Lineage
            </a>
          </p>
        </header>
        <p class="dim">
          Every decision in force that depends on it is looked at again by other people, and stays in force until they change it. Nothing happens before you open the
          recall below.
        </p>
        {open !== undefined && (
          <p role="status">
            A recall of it is open already. <a href={recallAddress(open.id)}>See how far it is</a>
          </p>
        )}
        <Scope />
        {plan === undefined && fetching && <Skeleton lines={6} label="Counting the decisions" />}
        {plan === undefined && !fetching && <Failure message="The decisions could not be counted." onRetry={reload} />}
        {plan !== undefined && isRefusal(plan) && <Failure message={plan.message} />}
        {plan !== undefined && !isRefusal(plan) && (
          <>
            <PlanFigures plan={plan} withTraining={scope.withTraining} />
            {open === undefined && managesRecalls() && plan.decisions + plan.listed > 0 && (
              <OpenForm key={`${scope.since ?? ""} ${scope.until ?? ""} ${plan.decisions}`} scope={scope} plan={plan} onRefused={reload} />
            )}
            {!managesRecalls() && <p class="dim">A policy owner opens a recall.</p>}
          </>
        )}
      </div>
    </>
  );
}

function Scope() {
  const { query, change } = useAddress();
  const field = (name: "since" | "until", words: string) => (
    <label>
      {words}
      <input
        type="datetime-local"
        value={query[name] === undefined ? "" : localInput(query[name])}
        onChange={({ currentTarget }) => change({ [name]: currentTarget.value === "" ? null : new Date(currentTarget.value).toISOString() })}
      />
    </label>
  );
  return (
    <form class="filters" aria-label="Which decisions" onSubmit={(event) => event.preventDefault()}>
      {field("since", "Decided from (empty: the first)")}
      {field("until", "Decided before (empty: the last)")}
      <label class="recall-check">
        <input type="checkbox" checked={query.training === "yes"} onChange={({ currentTarget }) => change({ training: currentTarget.checked ? "yes" : null })} />
        Also decisions whose model merely learned from it
      </label>
    </form>
  );
}
