import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { DISPUTE } from "./operations.ts";

const LONGEST_NOTE = 4000;

export interface ShownReason {
  readonly feature: string;
  readonly words: string;
}

/** After a verdict: a reason of the score that was wrong, with why. */
export function Dispute({ decisionId, reasons }: { decisionId: string; reasons: readonly ShownReason[] }) {
  const client = useClient();
  const [feature, setFeature] = useState(reasons[0]?.feature ?? "");
  const [note, setNote] = useState("");
  const [working, setWorking] = useState(false);
  const words = reasons.find((one) => one.feature === feature)?.words ?? feature;
  async function dispute(event: Event) {
    event.preventDefault();
    setWorking(true);
    const input = { decisionId, feature, note: note.trim(), idempotencyKey: newKey() };
    const sent = await send(client, DISPUTE, { input }, (data) => data.disputeReason);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else {
      setNote("");
      notify({ tone: "good", text: `It is recorded that “${words}” was wrong here.` });
    }
  }
  return (
    <details>
      <summary>A reason of the score was wrong</summary>
      <form class="dispute" onSubmit={(event) => void dispute(event)}>
        <label>
          Reason
          <select value={feature} onChange={(event) => setFeature(event.currentTarget.value)}>
            {reasons.map((one) => (
              <option key={one.feature} value={one.feature}>
                {one.words}
              </option>
            ))}
          </select>
        </label>
        <label class="note">
          What is wrong with it
          <textarea rows={2} required maxLength={LONGEST_NOTE} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <button class="button small" disabled={working || note.trim() === ""}>
          Record that it was wrong
        </button>
      </form>
    </details>
  );
}
