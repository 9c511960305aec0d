import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { changed, useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import { newKey, send } from "../../../graphql/send.ts";
import { managesRecalls } from "../../../session/session.ts";
import { BasesTable } from "./BasesTable.tsx";
import { CLOSE_RECALL, type Recall } from "./operations.ts";
import { useSending } from "./useSending.ts";
import { ITEM_STATES, numberOf, obstacles } from "./words.ts";

/** How a recall ends: what stands in the way, the note that closes it, or the report of what came of it. */
export function Closing({ recall, onChanged }: { recall: Recall; onChanged: () => void }) {
  if (recall.state === "CLOSED") return <Report recall={recall} />;
  const left = obstacles(recall);
  return (
    <section class="panel record-part" aria-labelledby="recall-closing">
      <h2 id="recall-closing">Closing</h2>
      {left.length > 0 && <Obstacles left={left} />}
      {left.length === 0 && <p role="status">Nothing stands in the way: every decision was looked at again, and each change put right.</p>}
      {left.length === 0 && managesRecalls() && <CloseForm id={recall.id} onClosed={onChanged} />}
      {left.length === 0 && !managesRecalls() && <p class="dim">A policy owner closes it.</p>}
    </section>
  );
}

function Obstacles({ left }: { left: ReturnType<typeof obstacles> }) {
  const { path, query } = useAddress();
  return (
    <>
      <p>Before the recall can be closed:</p>
      <ul class="recall-steps" aria-label="What stands in the way">
        {left.map(({ words, of }) => (
          <li key={words}>
            {words}
            {of !== null && (
              <>
                {" "}
                <a href={changed(path, query, { state: of })}>
                  Show<span class="for-readers">{`: ${words}`}</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function CloseForm({ id, onClosed }: { id: string; onClosed: () => void }) {
  const client = useClient();
  const [note, setNote] = useState("");
  const { working, submit } = useSending();
  const close = async () => {
    const input = { recallId: id, note, idempotencyKey: newKey() };
    const isClosed = await submit(send(client, CLOSE_RECALL, { input }, (data) => data.closeRecall), "The recall is closed.", onClosed);
    if (!isClosed) onClosed();
  };
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <label class="grows">
        Why is it over?
        <input value={note} maxLength={400} required onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
      <button class="button primary" disabled={working || note.trim() === ""}>
        Close the recall
      </button>
    </form>
  );
}

function Report({ recall: { report, closedAt, closedBy, closingNote } }: { recall: Recall }) {
  const ended = ITEM_STATES.filter(({ name }) => report !== null && numberOf(report.counts, name) > 0);
  return (
    <section class="panel record-part" aria-labelledby="recall-report">
      <h2 id="recall-report">Report</h2>
      <p>
        {`Closed by ${closedBy ?? "somebody"}${closedAt === null ? "" : `, ${moment(closedAt)}`}: `}
        <bdi>{closingNote ?? ""}</bdi>
      </p>
      {report !== null && (
        <div class="recall-report">
          <table>
            <thead>
              <tr>
                <th scope="col">What came of it</th>
                <th scope="col" class="number">
                  Decisions
                </th>
              </tr>
            </thead>
            <tbody>
              {ended.map(({ name, words }) => (
                <tr key={name}>
                  <th scope="row">{words}</th>
                  <td class="number">{decimal(numberOf(report.counts, name))}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <BasesTable bases={report.bases} />
        </div>
      )}
      {report !== null && (
        <p class="dim">{`${report.outcomes === 0 ? "No outcome" : counted(report.outcomes, "outcome")} had been reported for these decisions. The audit log holds the digest of these figures.`}</p>
      )}
    </section>
  );
}
