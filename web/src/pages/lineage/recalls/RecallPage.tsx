import { useQuery } from "@urql/preact";
import { useRoute } from "preact-iso";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { kindName, nameOf } from "../../../format/words.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { NoSuchPage } from "../../../parts/NoSuchPage.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { usePages } from "../../../parts/usePages.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { exploreAddress } from "../explore/addresses.ts";
import { RECALLS } from "./addresses.ts";
import { BasesTable } from "./BasesTable.tsx";
import { Closing } from "./Closing.tsx";
import { type Recall, RECALL_PAGE } from "./operations.ts";
import { Progress } from "./Progress.tsx";
import { RecalledDecisions } from "./RecalledDecisions.tsx";
import { StateBadge } from "./StateBadge.tsx";
import { intervalText, ITEM_STATES } from "./words.ts";
import "../../decision/record/record.css";
import "../../../tables/tables.css";
import "./recalls.css";

/** While decisions are added the page grows before the reader's eyes; later people take minutes for each. */
const LOOK_AGAIN_MILLISECONDS = { SELECTING: 2000, OPEN: 15_000, CLOSED: null };

/** One recall: what is recalled and why, how far it is, what came of each decision, and how it ends. */
export default function RecallPage() {
  const id = useRoute().params.id ?? "";
  const { query } = useAddress();
  const state = ITEM_STATES.find(({ name }) => name === query.state)?.name ?? null;
  const [pages, setPages] = usePages(`${id} ${state ?? ""}`);
  const [{ data, fetching, error }, again] = useQuery({ query: RECALL_PAGE, variables: { id, state, after: pages.at(-1) ?? null } });
  const recall = data?.recall;
  const wait = recall === undefined ? null : LOOK_AGAIN_MILLISECONDS[recall.state];
  useEffect(() => {
    if (wait === null) return undefined;
    const timer = setInterval(() => again({ requestPolicy: "network-only" }), wait);
    return () => clearInterval(timer);
  }, [wait, again]);
  const isMissing = error?.graphQLErrors.some(({ extensions: { code } }) => code === "NOT_FOUND" || code === "INVALID_INPUT") === true;
  useTitle(isMissing ? "There is no such recall" : recall === undefined ? "Recall" : `Recall of ${isolated(titleOf(recall))}`);
  const reload = () => again({ requestPolicy: "network-only" });
  return (
    <>
      <AnalystNav />
      <div class="page">
        {data === undefined && fetching && <Skeleton lines={10} label="Fetching the recall" />}
        {data === undefined && !fetching && !isMissing && <Failure message="The recall could not be fetched." onRetry={reload} />}
        {isMissing && (
          <NoSuchPage title="There is no recall at this address.">
            <p>
              <a href={RECALLS}>All recalls</a>
            </p>
          </NoSuchPage>
        )}
        {data !== undefined && !isMissing && (
          <>
            <Head recall={data.recall} />
            <div class="record">
              <Facts recall={data.recall} />
              <section class="panel record-part" aria-labelledby="recall-progress">
                <h2 id="recall-progress">Progress</h2>
                <Progress counts={data.recall.counts} decisions={data.recall.decisions} />
                {data.recall.bases.length > 0 && <BasesTable bases={data.recall.bases} />}
              </section>
            </div>
            <Closing recall={data.recall} onChanged={reload} />
            <RecalledDecisions recall={data.recall} page={data.recallItems} state={state} pages={pages} onTurn={setPages} onChanged={reload} />
          </>
        )}
      </div>
    </>
  );
}

function titleOf({ kind, target }: Recall): string {
  return nameOf({ kind, title: target });
}

function Head({ recall }: { recall: Recall }) {
  return (
    <header class="page-head">
      <h1>
        Recall of <bdi>{titleOf(recall)}</bdi>
      </h1>
      <p class="row">
        <StateBadge state={recall.state} />
        <a class="button small" href={RECALLS}>
          All recalls
        </a>
      </p>
    </header>
  );
}

function Facts({ recall }: { recall: Recall }) {
  const { kind, targetId, reason, owner, openedBy, openedAt, steps, outcomes, withTraining } = recall;
  return (
    <section class="panel record-part" aria-labelledby="recall-facts">
      <h2 id="recall-facts">What is recalled</h2>
      <dl class="record-facts">
        <Fact words={kindName(kind)}>
          <a href={exploreAddress(targetId)}>{titleOf(recall)}</a>
        </Fact>
        <Fact words="Reason">
          <bdi>{reason}</bdi>
        </Fact>
        <Fact words="Decided">{intervalText(recall)}</Fact>
        <Fact words="Owner">{owner ?? "nobody"}</Fact>
        <Fact words="Opened">{`by ${openedBy ?? "somebody"}, ${moment(openedAt)}`}</Fact>
        <Fact words="Training">{withTraining ? "decisions whose model learned from it are looked at again, too" : "decisions whose model learned from it are listed only"}</Fact>
        <Fact words="Outcomes">{outcomes === 0 ? "none reported for these decisions" : `${outcomes} reported for these decisions`}</Fact>
        {steps.length > 0 && (
          <Fact words="If changed">
            <ul class="recall-steps">
              {steps.map((step) => (
                <li key={step}>
                  <bdi>{step}</bdi>
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
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
