import { useQuery } from "@urql/preact";

import { moment } from "../../../format/time.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { Note } from "../../../parts/Note.tsx";
import { caseAddress } from "../addresses.ts";
import { readsNotes } from "../../../session/session.ts";
import { HISTORY, NOTES } from "./evidence.ts";

/** Who worked on the case, what they did, and what has changed since. */
export function History({ caseId }: { caseId: string }) {
  const [{ data, fetching }, again] = useQuery({ query: HISTORY, variables: { id: caseId } });
  const [{ data: notesData }] = useQuery({ query: NOTES, variables: { caseId }, pause: !readsNotes() });
  if (!data) {
    if (fetching) return <Skeleton lines={6} label="Fetching the history" />;
    return <Failure message="The history could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.caseHistory)) return <Failure message={data.caseHistory.message} />;
  const { entries, changedSince, comparedWith } = data.caseHistory;
  const notes = notesData?.caseHistory.__typename === "CaseHistory" ? notesData.caseHistory.entries : [];
  const noteOf = (entry: { at: string; what: string }) => notes.find((one) => one.at === entry.at && one.what === entry.what);
  return (
    <div class="history">
      {comparedWith !== null && (
        <div class="changed-since">
          <h3>What changed since <bdi>{comparedWith}</bdi></h3>
          {changedSince.length === 0 ? (
            <p>Nothing that a decision is based on.</p>
          ) : (
            <ul class="changes">
              {changedSince.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <ol class="timeline">
        {entries.map((one, at) => (
          <li key={`${one.at} ${at}`} class={one.actorKind === "HUMAN" ? "by-person" : "by-program"}>
            <time dateTime={one.at}>{moment(one.at)}</time>
            <span>
              <bdi>{one.words}</bdi>
              {one.actor !== null && (
                <span class="dim">
                  {" · "}
                  <bdi>{one.actor}</bdi>
                </span>
              )}
              <Note {...noteOf(one)} />
              {one.caseId !== null && one.caseId !== caseId && (
                <>
                  {" "}
                  <a href={caseAddress(one.caseId)}>open</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
