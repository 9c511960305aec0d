import { useClient, useQuery } from "@urql/preact";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";

import { useTitle } from "../../app/title.ts";
import { moment } from "../../format/time.ts";
import { isolated } from "../../format/visible.ts";
import { kindName } from "../../format/words.ts";
import { isNowhere, isRefusal } from "../../graphql/answers.ts";
import { notify } from "../../notices/notices.ts";
import { Failure } from "../../parts/Failure.tsx";
import { NoSuchPage } from "../../parts/NoSuchPage.tsx";
import { Skeleton } from "../../parts/Skeleton.tsx";
import { AnalystNav } from "../kernel/AnalystNav.tsx";
import { exploreAddress } from "../lineage/explore/addresses.ts";
import { RecallLink } from "../lineage/recalls/RecallLink.tsx";
import { inverse, sendStep, type Step } from "./change.ts";
import { FROM_OTHERS, SECTIONS } from "./kinds.ts";
import { ModelVersionsSection } from "./ModelVersionsSection.tsx";
import { ENTRY, type Entry } from "./operations.ts";
import { PolicyVersionsSection } from "./PolicyVersionsSection.tsx";
import { LinkWords, RelationSection } from "./RelationSection.tsx";
import { VersionsSection } from "./VersionsSection.tsx";
import "../decision/record/record.css";
import { useText } from "./uses.ts";
import "./registry.css";

/** One registered node: who owns it, what belongs to it since when, what uses it, and how to change that. */
export default function EntryPage() {
  const id = useRoute().params.id ?? "";
  const [{ data, fetching }, again] = useQuery({ query: ENTRY, variables: { id } });
  const entry = data?.registryEntry;
  const isMissing = entry !== undefined && isRefusal(entry) && isNowhere(entry);
  useTitle(isMissing ? "Nothing is registered here" : entry && !isRefusal(entry) ? `${isolated(entry.name)} · Registry` : "Registry");
  return (
    <>
      <AnalystNav />
      <div class="page">
        {entry === undefined && fetching && <Skeleton lines={10} label="Fetching the entry" />}
        {entry === undefined && !fetching && <Failure message="The entry could not be fetched." onRetry={() => again()} />}
        {isMissing && (
          <NoSuchPage title="Nothing is registered at this address.">
            <p>
              <a href="/analyst/registry">To the registry</a>
            </p>
          </NoSuchPage>
        )}
        {entry !== undefined && isRefusal(entry) && !isMissing && <Failure message={entry.message} />}
        {entry !== undefined && !isRefusal(entry) && (
          <Registered entry={entry} onChanged={() => again({ requestPolicy: "network-only" })} />
        )}
      </div>
    </>
  );
}

function Registered({ entry, onChanged }: { entry: Entry; onChanged: () => void }) {
  const { working, change } = useChange(onChanged);
  const sections = SECTIONS.filter(({ sources }) => sources.includes(entry.kind));
  return (
    <>
      <header class="page-head">
        <h1>
          <bdi>{entry.name}</bdi>
        </h1>
        <p class="row">
          <a class="button small" href={exploreAddress(entry.id, entry.kind)}>
            Lineage
          </a>
          <a class="button small" href={`/analyst/impact?id=${encodeURIComponent(entry.id)}`}>
            Which decisions used it?
          </a>
          <RecallLink id={entry.id} kind={entry.kind} />
        </p>
      </header>
      <p class="dim">
        {kindName(entry.kind)}
        {entry.entityKind !== null && `, ${entry.entityKind}`}
        {entry.recordedAt !== null && `, registered ${moment(entry.recordedAt)}`}
        {entry.description !== null && `: ${entry.description}`}
      </p>
      <div class="record">
        {sections.map((section) => (
          <RelationSection key={section.relation} entry={entry} section={section} working={working} onStep={change} />
        ))}
        {entry.kind === "Dataset" && <VersionsSection id={entry.id} />}
        {entry.kind === "Policy" && <PolicyVersionsSection id={entry.id} />}
        {entry.kind === "Model" && <ModelVersionsSection id={entry.id} />}
        <Used entry={entry} />
      </div>
    </>
  );
}

function Used({ entry }: { entry: Entry }) {
  return (
    <section class="panel record-part" aria-labelledby="section-used">
      <h2 id="section-used">Where used</h2>
      {entry.uses.length === 0 && entry.comesFrom.length === 0 && <p>Nothing uses it yet.</p>}
      <ul class="registry-links">
        {entry.uses.map((use) => (
          <li key={use.words}>{useText(use)}</li>
        ))}
        {entry.comesFrom.map((link) => (
          <li key={`${link.relation} ${link.id} ${link.knownFrom}`}>
            <span>{FROM_OTHERS[link.relation]}</span> <LinkWords link={link} />
          </li>
        ))}
      </ul>
      {entry.moreLinks && <p class="dim">There are more than are shown: the lineage pages through all of them.</p>}
    </section>
  );
}

/** Makes changes one after the other; each can be taken back, with effect from then. */
function useChange(onChanged: () => void) {
  const client = useClient();
  const [working, setWorking] = useState(false);
  const change = async (step: Step, words: string, before: string | null, isUndo = false) => {
    setWorking(true);
    const sent = await sendStep(client, step);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else if (sent.answer.changeId === null) notify({ tone: "plain", text: "It was so already." });
    else {
      const undo = () => void change(inverse(step, before), "Taken back from now on; what was so meanwhile stays on record.", step.target, true);
      notify({ tone: "good", text: words, ...(isUndo ? {} : { action: { words: "Undo", run: undo } }) });
    }
    onChanged();
  };
  return { working, change: (step: Step, words: string, before: string | null) => void change(step, words, before) };
}
