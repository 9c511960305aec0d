import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { Picker } from "../Picker.tsx";
import type { Names } from "../useNames.ts";
import { GRANT_EXCEPTION } from "./operations.ts";

const EMPTY = { decisionPoint: "", rule: "", requestedBy: "", until: "", reason: "" };
const FIELDS = [
  { name: "rule", words: "Row of its policy" },
  { name: "requestedBy", words: "Account of who asks for it" },
  { name: "until", words: "Until" },
  { name: "reason", words: "Why should the rule not hold here?" },
] as const;

/** Waives a row of a policy for an entity or a category, for somebody else who asks for it. */
export function GrantForm({ points, onGranted }: { points: Names["points"]; onGranted: () => void }) {
  const client = useClient();
  const [values, setValues] = useState(EMPTY);
  const [subject, setSubject] = useState({ id: "", kind: "" });
  const [working, setWorking] = useState(false);
  const grant = async () => {
    setWorking(true);
    const scope = subject.kind === "Category" ? ("CATEGORY" as const) : ("ENTITY" as const);
    const input = { ...values, scope, subjectId: subject.id, until: new Date(values.until).toISOString(), idempotencyKey: newKey() };
    const sent = await send(client, GRANT_EXCEPTION, { input }, (data) => data.grantException);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else {
      notify({ tone: "good", text: "The exception is granted." });
      setValues(EMPTY);
      onGranted();
    }
  };
  return (
    <details>
      <summary>Grant an exception</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void grant();
        }}
      >
        <Picker label="Entity or category" targets={["ENTITY", "CATEGORY"]} chosen={subject.id} onChoose={(choice) => setSubject(choice ?? { id: "", kind: "" })} />
        <label>
          Decision point
          <select value={values.decisionPoint} required onChange={({ currentTarget }) => setValues({ ...values, decisionPoint: currentTarget.value })}>
            <option value="">Choose one</option>
            {points.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {FIELDS.map(({ name, words }) => (
          <label key={name}>
            {words}
            <input
              type={name === "until" ? "datetime-local" : "text"}
              value={values[name]}
              maxLength={400}
              required
              onInput={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
            />
          </label>
        ))}
        <button class="button" disabled={working || subject.id === ""}>
          Grant
        </button>
      </form>
    </details>
  );
}
