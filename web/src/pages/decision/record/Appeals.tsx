import type { Client } from "@urql/core";
import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { useNow } from "../../../parts/useNow.ts";
import { appealsDecisions, reopensCases } from "../../../session/session.ts";
import { recordAddress } from "./addresses.ts";
import { APPEAL_DECISION, APPEALS, type DecisionAppeal, REOPEN_CASE } from "./appealOperations.ts";

interface Props {
  readonly decisionId: string;
  readonly caseId: string;
  readonly isEffective: boolean;
  readonly finalAt: string | null;
  /** What is said where nobody looked at the decision again, and nobody can. */
  readonly otherwise?: string;
}

const KINDS: Readonly<Record<DecisionAppeal["kind"], string>> = {
  APPEAL: "Appealed",
  REOPENING: "Reopened",
  RECALL: "Recalled",
  VIOLATION: "Rows out of order were found",
  SPOT_CHECK: "Drawn for a spot check",
};

const STATES: Readonly<Record<DecisionAppeal["state"], string>> = {
  OPEN: "other people look at it; the decision stays in force meanwhile",
  CONFIRMED: "confirmed: the decision stays",
  CHANGED: "changed by another decision",
  DIFFERED: "the person would have decided otherwise; the decision stays",
};

/** Who has a decision looked at again, why, and what came of it; and the way to ask for that. */
export function Appeals({ decisionId, caseId, isEffective, finalAt, otherwise }: Props) {
  const now = useNow(1000);
  const [{ data }, again] = useQuery({ query: APPEALS, variables: { caseId } });
  const appeals = data?.appeals ?? [];
  const isFinal = finalAt !== null && Date.parse(finalAt) <= now;
  const isPossible = data !== undefined && isEffective && isFinal && !appeals.some(({ state }) => state === "OPEN");
  const ways = [...(appealsDecisions() ? [appealing(decisionId)] : []), ...(reopensCases() ? [reopening(caseId)] : [])];
  return (
    <>
      {appeals.map((one) => (
        <p key={one.id}>
          {`${KINDS[one.kind]} by ${one.by ?? "somebody"}, ${moment(one.at)}: ${STATES[one.state]}.`}
          {one.revisionId !== null && (
            <>
              {" "}
              <a href={recordAddress(one.revisionId)}>The decision that replaced it</a>
            </>
          )}
          <span class="dim"> {one.reason}</span>
        </p>
      ))}
      {otherwise !== undefined && appeals.length === 0 && !isPossible && <p class="dim">{otherwise}</p>}
      {isPossible && ways.map((way) => <LookAgainForm key={way.button} way={way} onDone={() => again({ requestPolicy: "network-only" })} />)}
    </>
  );
}

interface LookAgain {
  readonly summary: string;
  readonly button: string;
  readonly done: string;
  readonly send: (client: Client, reason: string) => Promise<Sent<unknown>>;
}

function appealing(decisionId: string): LookAgain {
  return {
    summary: "Appeal this decision",
    button: "Appeal",
    done: "Appealed: another person looks at the case, and the decision stays in force until then.",
    send: (client, reason) =>
      send(client, APPEAL_DECISION, { input: { decisionId, reason, idempotencyKey: newKey() } }, (data) => data.appealDecision),
  };
}

function reopening(caseId: string): LookAgain {
  return {
    summary: "Reopen this case",
    button: "Reopen",
    done: "Reopened: another person looks at the case, and the decision stays in force until then.",
    send: (client, reason) =>
      send(client, REOPEN_CASE, { input: { caseId, reason, idempotencyKey: newKey() } }, (data) => data.reopenCase),
  };
}

function LookAgainForm({ way, onDone }: { way: LookAgain; onDone: () => void }) {
  const client = useClient();
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const ask = async () => {
    setWorking(true);
    const sent = await way.send(client, reason);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else notify({ tone: "good", text: way.done });
    onDone();
  };
  return (
    <details>
      <summary>{way.summary}</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <label>
          Why should it be looked at again?
          <input value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        <button class="button" disabled={working || reason.trim() === ""}>
          {way.button}
        </button>
      </form>
    </details>
  );
}
