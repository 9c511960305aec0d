import { useMutation } from "@urql/preact";
import { useRoute } from "preact-iso";

import { moment } from "../../../format/time.ts";
import { percent } from "../../../format/number.ts";
import { isolated } from "../../../format/visible.ts";
import { isNowhere, isRefusal } from "../../../graphql/answers.ts";
import { notify } from "../../../notices/notices.ts";
import { useTitle } from "../../../app/title.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { NoSuchPage } from "../../../parts/NoSuchPage.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { WHAT_IF } from "./addresses.ts";
import { Curves } from "./Curves.tsx";
import { changesWords } from "./figures.ts";
import { Kpis } from "./Kpis.tsx";
import { CANCEL, type Run } from "./operations.ts";
import { Replay } from "./Replay.tsx";
import { StateBadge } from "./RunsList.tsx";
import { SearchResult } from "./SearchResult.tsx";
import { SideBySide } from "./SideBySide.tsx";
import { useRun } from "./useRun.ts";
import "../planner.css";

/** One what-if: its progress and its results. Its address can be passed on. */
export default function RunPage() {
  const { params } = useRoute();
  const { run, fetching, again } = useRun(params.id ?? "");
  const isMissing = run !== undefined && isRefusal(run) && isNowhere(run);
  useTitle(isMissing ? "There is no such what-if" : run !== undefined && !isRefusal(run) ? `${isolated(run.name)} · What if` : "What if");
  return (
    <>
      <PlannerNav />
      <div class="page">
        {run === undefined && fetching && <Skeleton lines={10} label="Fetching the what-if" />}
        {run === undefined && !fetching && <Failure message="The what-if could not be fetched." onRetry={again} />}
        {isMissing && <NoSuchRun />}
        {run !== undefined && isRefusal(run) && !isMissing && <Failure message={run.message} />}
        {run !== undefined && !isRefusal(run) && <Results run={run} onChanged={again} />}
      </div>
    </>
  );
}

function NoSuchRun() {
  return (
    <NoSuchPage title="There is no such what-if.">
      <p>
        <a href={WHAT_IF}>All what-ifs</a>
      </p>
    </NoSuchPage>
  );
}

function Results({ run, onChanged }: { run: Run; onChanged: () => void }) {
  return (
    <>
      <header class="page-head">
        <div>
          <p>
            <a href={WHAT_IF}>All what-ifs</a>
          </p>
          <h1>{run.name}</h1>
          <p class="dim">
            <bdi>{changesWords(run)}</bdi>; {run.horizonDays} days ahead; requested by <bdi>{run.requestedBy}</bdi>, {moment(run.requestedAt)}
          </p>
        </div>
        <StateBadge state={run.state} />
      </header>
      {(run.state === "QUEUED" || run.state === "RUNNING") && <UnderWay run={run} onChanged={onChanged} />}
      {run.state === "CANCELLED" && <p class="dim">It was cancelled before it was done and has no results.</p>}
      {run.state === "FAILED" && <Failure message={run.failure ?? "It failed without a reason."} />}
      {run.answer !== null && <p class="answer">{run.answer}</p>}
      {run.warnings.map((warning) => (
        <p key={warning} class="warned" role="note">
          {warning}
        </p>
      ))}
      {run.search && <SearchResult search={run.search} money={run.currency ?? "money"} />}
      {run.kpis.length > 0 && <Kpis kpis={run.kpis} />}
      {run.beside.length > 0 && run.kpis.length > 0 && <SideBySide run={run} />}
      {run.curves.length > 0 && <Curves curves={run.curves} />}
      {run.replay && <Replay replay={run.replay} />}
      {run.assumptions.length > 0 && (
        <section class="panel table-panel" aria-labelledby="assumed-title">
          <h2 id="assumed-title">Assumptions</h2>
          <ul class="assumptions">
            {run.assumptions.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p class="protocol">
            {run.protocol} {run.replications} simulation runs, random seed {run.seed}.{" "}
            {run.snapshotId !== null && <a href={exploreAddress(run.snapshotId)}>The frozen data that it is based on</a>}
          </p>
        </section>
      )}
    </>
  );
}

function UnderWay({ run, onChanged }: { run: Run; onChanged: () => void }) {
  const [{ fetching }, cancel] = useMutation(CANCEL);
  const words = run.state === "QUEUED" ? "Waiting to start." : `${percent(run.progress)} done.`;
  async function end() {
    const { data } = await cancel({ id: run.id });
    if (!data) notify({ tone: "bad", text: "Signoff does not answer; the what-if goes on." });
    else if (isRefusal(data.cancelWhatIf)) notify({ tone: "warn", text: data.cancelWhatIf.message });
    onChanged();
  }
  return (
    <div class="panel under-way">
      <p role="status">{words}</p>
      <progress max={1} value={run.state === "QUEUED" ? 0 : run.progress} aria-label="Progress" />
      <button class="button" disabled={fetching} onClick={() => void end()}>
        Cancel
      </button>
    </div>
  );
}
