import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { useNow } from "../../../parts/useNow.ts";
import { appealsDecisions } from "../../../session/session.ts";
import { recordAddress } from "./addresses.ts";
import { APPEAL_DECISION, APPEALS, type DecisionAppeal } from "./appealOperations.ts";

interface Props {
  readonly decisionId: string;
  readonly caseId: string;
  readonly isEffective: boolean;
  readonly finalAt: string | null;
}

const STATES: Readonly<Record<DecisionAppeal["state"], string>> = {
  OPEN: "other people look at it; the decision stays in force meanwhile",
  CONFIRMED: "confirmed: the decision stays",
  CHANGED: "changed by another decision",
};

/** Who has a decision looked at again, why, and what came of it; and the way to ask for that. */
export function Appeals({ decisionId, caseId, isEffective, finalAt }: Props) {
  const now = useNow(1000);
  const [{ data }, again] = useQuery({ query: APPEALS, variables: { caseId } });
  const appeals = data?.appeals ?? [];
  const isFinal = finalAt !== null && Date.parse(finalAt) <= now;
  const isPossible = data !== undefined && isEffective && isFinal && appealsDecisions() && !appeals.some(({ state }) => state === "OPEN");
  return (
    <>
      {appeals.map((one) => (
        <p key={one.id}>
          {`${one.kind === "APPEAL" ? "Appealed" : "Reopened"} by ${one.by ?? "somebody"}, ${moment(one.at)}: ${STATES[one.state]}.`}
          {one.revisionId !== null && (
            <>
              {" "}
              <a href={recordAddress(one.revisionId)}>The decision that replaced it</a>
            </>
          )}
          <span class="dim"> {one.reason}</span>
        </p>
      ))}
      {isPossible && <AppealForm decisionId={decisionId} onAppealed={() => again({ requestPolicy: "network-only" })} />}
    </>
  );
}

function AppealForm({ decisionId, onAppealed }: { decisionId: string; onAppealed: () => void }) {
  const client = useClient();
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const appeal = async () => {
    setWorking(true);
    const sent = await send(client, APPEAL_DECISION, { input: { decisionId, reason, idempotencyKey: newKey() } }, (data) => data.appealDecision);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else notify({ tone: "good", text: "Appealed: another person looks at the case, and the decision stays in force until then." });
    onAppealed();
  };
  return (
    <details>
      <summary>Appeal this decision</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void appeal();
        }}
      >
        <label>
          Why should it be looked at again?
          <input value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        <button class="button" disabled={working || reason.trim() === ""}>
          Appeal
        </button>
      </form>
    </details>
  );
}
