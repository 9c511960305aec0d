import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { RECORD_TRAINING } from "./operations.ts";
import "./accounts.css";

/** Records that the person of an account completed a course, or that it counts until another day. */
export function TrainingForm({ account, courses, onChanged }: { account: string; courses: readonly string[]; onChanged: () => void }) {
  const client = useClient();
  const [course, setCourse] = useState(courses[0] ?? "");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const record = async () => {
    setWorking(true);
    const input = { account, course, validUntil: new Date(`${until}T23:59:59`).toISOString(), reason, idempotencyKey: newKey() };
    const sent = await send(client, RECORD_TRAINING, { input }, (data) => data.recordTraining);
    setWorking(false);
    if (sent.kind === "refused") return notify({ tone: "bad", text: sent.refusal.message });
    if (sent.kind === "unanswered") return notify({ tone: "warn", text: sent.message });
    notify({ tone: "good", text: `${sent.answer.course} is recorded for ${account}.` });
    setReason("");
    onChanged();
  };
  return (
    <details>
      <summary>Record a training</summary>
      <form
        class="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <label class="reason">
          Course
          <select value={course} onChange={({ currentTarget }) => setCourse(currentTarget.value)}>
            {courses.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label class="reason">
          Counts through
          <input type="date" value={until} required onInput={({ currentTarget }) => setUntil(currentTarget.value)} />
        </label>
        <label class="reason">
          What shows it, such as a certificate's number
          <input type="text" value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        <p class="account-buttons">
          <button class="button" disabled={working || course === "" || until === "" || reason.trim() === ""}>
            Record
          </button>
        </p>
      </form>
    </details>
  );
}
