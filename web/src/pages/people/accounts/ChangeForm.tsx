import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { CHANGE_ACCOUNT, type RegisteredAccount } from "./operations.ts";
import "./accounts.css";

/** Every role, with what whoever has it does; programs have none of those that answer for decisions. */
const ROLES = [
  { name: "reviewer", words: "Reviewer: decides cases", people: true },
  { name: "analyst", words: "Analyst: reads decisions and figures", people: false },
  { name: "planner", words: "Planner: asks for forecasts and what-ifs", people: false },
  { name: "policy owner", words: "Policy owner: approves rules and exceptions", people: true },
  { name: "auditor", words: "Auditor: reads the audit log", people: false },
  { name: "admin", words: "Admin: changes accounts", people: true },
  { name: "integrator", words: "Integrator: sends cases and outcomes", people: false },
] as const;

/** Changes the roles of an account, closes it or opens it again. */
export function ChangeForm({ account, onChanged }: { account: RegisteredAccount; onChanged: () => void }) {
  const client = useClient();
  const [roles, setRoles] = useState<readonly string[]>(account.roles);
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const change = async (wanted: { roles: string[] } | { closed: boolean }) => {
    setWorking(true);
    const input = { account: account.account, reason, idempotencyKey: newKey(), ...wanted };
    const sent = await send(client, CHANGE_ACCOUNT, { input }, (data) => data.changeAccount);
    setWorking(false);
    if (sent.kind === "refused") return notify({ tone: "bad", text: sent.refusal.message });
    if (sent.kind === "unanswered") return notify({ tone: "warn", text: sent.message });
    const { returnedTasks, endedDelegations } = sent.answer;
    notify({ tone: "good", text: `${account.account} was changed. Cases that went back: ${returnedTasks}. Delegations that ended: ${endedDelegations}.` });
    setReason("");
    onChanged();
  };
  const isSame = roles.length === account.roles.length && roles.every((one) => account.roles.includes(one));
  return (
    <details>
      <summary>Change</summary>
      <form
        class="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void change({ roles: [...roles] });
        }}
      >
        <fieldset>
          <legend>Roles</legend>
          {ROLES.filter(({ people }) => !account.isProgram || !people).map(({ name, words }) => (
            <label key={name} class="role">
              <input
                type="checkbox"
                checked={roles.includes(name)}
                onChange={() => setRoles(roles.includes(name) ? roles.filter((one) => one !== name) : [...roles, name])}
              />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
        <label class="reason">
          Reason, which stays on record
          <input type="text" value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        <p class="account-buttons">
          <button class="button" disabled={working || isSame || roles.length === 0 || reason.trim() === ""}>
            Save the roles
          </button>
          <button class="button" type="button" disabled={working || reason.trim() === ""} onClick={() => void change({ closed: !account.closed })}>
            {account.closed ? "Open the account again" : "Close the account"}
          </button>
        </p>
      </form>
    </details>
  );
}
