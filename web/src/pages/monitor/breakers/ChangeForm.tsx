import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { OPEN_BREAKER, type RegisteredBreaker, RESET_BREAKER } from "./operations.ts";

type State = RegisteredBreaker["state"];

interface Props {
  readonly point: string;
  readonly state: State;
  readonly onChanged: () => void;
}

const STEPS = [
  { state: "REVIEW_ALL", words: "Open" },
  { state: "STOPPED", words: "Stop" },
  { state: "CLOSED", words: "Reset" },
] as const;

/** Brings the breaker of a decision point into another state, with a reason. */
export function ChangeForm({ point, state, onChanged }: Props) {
  const client = useClient();
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const change = async (wanted: (typeof STEPS)[number]["state"]) => {
    setWorking(true);
    const given = { decisionPoint: point, reason, idempotencyKey: newKey() };
    const sent =
      wanted === "CLOSED"
        ? await send(client, RESET_BREAKER, { input: given }, (data) => data.resetBreaker)
        : await send(client, OPEN_BREAKER, { input: { ...given, state: wanted } }, (data) => data.openBreaker);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else {
      notify({ tone: "good", text: "The breaker is changed." });
      setReason("");
    }
    onChanged();
  };
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Why should it change?
        <input value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
      </label>
      {STEPS.filter((step) => step.state !== state).map((step) => (
        <button key={step.state} type="button" class="button" disabled={working || reason.trim() === ""} onClick={() => void change(step.state)}>
          {step.words}
        </button>
      ))}
    </form>
  );
}
