import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../graphql/send.ts";
import { notify } from "../../notices/notices.ts";
import { CHECK_POLICY, type PolicyVersion, PROPOSE_CHANGE } from "./policyOperations.ts";

interface Checked {
  readonly faults: readonly { readonly where: string | null; readonly message: string }[];
  readonly differences: readonly string[];
  readonly idle: readonly string[];
}

/** Edits thresholds, or the whole table, says what is wrong and what would differ, and proposes it. */
export function ProposalForm({ policy, base, onProposed }: { policy: string; base: PolicyVersion; onProposed: () => void }) {
  const client = useClient();
  const [table, setTable] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState<Checked | null>(null);
  const [working, setWorking] = useState(false);
  const draft = { policyId: policy, table, thresholds: thresholdsOf(base, table, values) };
  const edit = (change: () => void) => {
    change();
    setChecked(null);
  };
  const check = async () => {
    setWorking(true);
    const result = await client.query(CHECK_POLICY, { input: draft }, { requestPolicy: "network-only" }).toPromise();
    setWorking(false);
    if (result.data) setChecked(result.data.checkPolicy);
    else notify({ tone: "bad", text: result.error?.graphQLErrors[0]?.message ?? "The table could not be checked." });
  };
  const propose = async () => {
    setWorking(true);
    const input = { ...draft, reason, idempotencyKey: newKey() };
    const sent = await send(client, PROPOSE_CHANGE, { input }, (data) => data.proposeChange);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else {
      notify({ tone: "good", text: "Proposed: it is back-tested now, and another person approves it." });
      setChecked(null);
      setValues({});
      setTable(null);
      setReason("");
      onProposed();
    }
  };
  const isSound = checked !== null && checked.faults.length === 0;
  return (
    <details>
      <summary>Propose a change</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void (isSound ? propose() : check());
        }}
      >
        {base.thresholds.map(({ parameter, value }) => (
          <label key={parameter}>
            {`Threshold ${parameter}`}
            <input
              type="number"
              step="any"
              value={values[parameter] ?? String(value)}
              onInput={({ currentTarget }) => edit(() => setValues({ ...values, [parameter]: currentTarget.value }))}
            />
          </label>
        ))}
        <label class="wide">
          Decision table
          <textarea rows={12} spellcheck={false} value={table ?? base.table} onInput={({ currentTarget }) => edit(() => setTable(currentTarget.value))} />
        </label>
        <label class="wide">
          Why should it change?
          <input value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        <button class="button" disabled={working}>
          {isSound ? "Propose" : "Check"}
        </button>
      </form>
      {checked !== null && <Findings checked={checked} />}
    </details>
  );
}

function Findings({ checked }: { checked: Checked }) {
  if (checked.faults.length > 0)
    return (
      <ul role="alert">
        {checked.faults.map(({ where, message }) => (
          <li key={`${where ?? ""} ${message}`}>{message}</li>
        ))}
      </ul>
    );
  return (
    <div role="status">
      <p>{checked.differences.length === 0 ? "The table is sound, and does what the one in use does." : "The table is sound. What would change:"}</p>
      <ul>
        {[...checked.differences, ...checked.idle].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** The thresholds as they are shown: beside another table all that it still has, else those that were changed. */
function thresholdsOf(base: PolicyVersion, table: string | null, values: Readonly<Record<string, string>>) {
  return base.thresholds
    .filter(({ parameter }) => (table === null ? parameter in values : table.includes(parameter)))
    .map(({ parameter, value }) => ({ parameter, value: numberOf(values[parameter], value) }));
}

/** What was typed as a number; an empty or unreadable text leaves the value as it is. */
function numberOf(typed: string | undefined, value: number): number {
  const read = typed === undefined || typed.trim() === "" ? Number.NaN : Number(typed);
  return Number.isFinite(read) ? read : value;
}
