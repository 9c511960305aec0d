import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { managesPeople } from "../../../session/session.ts";
import { DELEGATE_TASKS } from "./operations.ts";

const EMPTY = { delegator: "", delegate: "", from: "", until: "", reason: "" };
const FIELDS = [
  { name: "delegator", words: "Account of who is away", type: "text", isNeeded: true },
  { name: "delegate", words: "Account of who acts for that person", type: "text", isNeeded: true },
  { name: "from", words: "From (empty: at once)", type: "datetime-local", isNeeded: false },
  { name: "until", words: "Until", type: "datetime-local", isNeeded: true },
  { name: "reason", words: "Reason", type: "text", isNeeded: false },
] as const;

/** Puts the work of who is logged in, or of anybody for an admin, in the hands of another person. */
export function DelegateForm({ onMade }: { onMade: () => void }) {
  const client = useClient();
  const [values, setValues] = useState(EMPTY);
  const [working, setWorking] = useState(false);
  const fields = FIELDS.filter(({ name }) => name !== "delegator" || managesPeople());
  const make = async () => {
    setWorking(true);
    const { delegator, delegate, from, until, reason } = values;
    const input = {
      delegator: delegator === "" ? null : delegator,
      delegate,
      from: from === "" ? null : new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      reason: reason === "" ? null : reason,
      idempotencyKey: newKey(),
    };
    const sent = await send(client, DELEGATE_TASKS, { input }, (data) => data.delegateTasks);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else {
      notify({ tone: "good", text: "The delegation is made." });
      setValues(EMPTY);
      onMade();
    }
  };
  return (
    <details>
      <summary>Delegate tasks</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        {fields.map(({ name, words, type, isNeeded }) => (
          <label key={name}>
            {words}
            <input
              type={type}
              value={values[name]}
              maxLength={400}
              required={isNeeded}
              onInput={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
            />
          </label>
        ))}
        <button class="button" disabled={working}>
          Delegate
        </button>
      </form>
    </details>
  );
}
