import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decimal } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { delegatesTasks, managesPeople } from "../../../session/session.ts";
import { DelegateForm } from "./DelegateForm.tsx";
import { DELEGATIONS, END_DELEGATION, type RegisteredDelegation } from "./operations.ts";
import "../../../tables/tables.css";
import "../../registry/registry.css";

const SHOWN = [
  { name: "OPEN", words: "Now and to come" },
  { name: "ALL", words: "All" },
] as const;

const STATES: Readonly<Record<RegisteredDelegation["state"], string>> = {
  PLANNED: "planned",
  RUNNING: "now",
  OVER: "over",
  ENDED_EARLY: "ended early",
};

/** Who is away, and who acts for them: made, listed and ended. */
export default function AbsencePage() {
  const { query, change } = useAddress();
  const chosen = SHOWN.find(({ name }) => name === query.show)?.name ?? "OPEN";
  const [{ data, fetching }, again] = useQuery({ query: DELEGATIONS, variables: { mine: false, openOnly: chosen === "OPEN" } });
  const reload = () => again({ requestPolicy: "network-only" });
  useTitle("Absence");
  return (
    <div class="page">
      <h1>Absence</h1>
      <p class="dim">
        While somebody is away, the cases that they hold go to a delegate, who decides them in their name and with no more rights than both have. Nobody decides a
        case of the person for whom they act. What is still open at the end goes back.
      </p>
      <Choice label="Show" options={SHOWN} chosen={chosen} onChoose={(show) => change({ show: show === "OPEN" ? null : show })} />
      {data === undefined && fetching && <Skeleton lines={6} label="Fetching the absences" />}
      {data === undefined && !fetching && <Failure message="The absences could not be fetched." onRetry={reload} />}
      {data?.delegations.length === 0 && <EmptyState title="Nobody is away.">Delegations appear here.</EmptyState>}
      <ul class="registry-versions">
        {data?.delegations.map((one) => (
          <DelegationItem key={one.id} delegation={one} onChanged={reload} />
        ))}
      </ul>
      {delegatesTasks() && <DelegateForm onMade={reload} />}
    </div>
  );
}

function DelegationItem({ delegation, onChanged }: { delegation: RegisteredDelegation; onChanged: () => void }) {
  const { delegator, delegate, state, reason, madeBy, reviews, mine } = delegation;
  const isOpen = state === "PLANNED" || state === "RUNNING";
  return (
    <li aria-label={`${delegate} for ${delegator}`}>
      <h3>{`${delegate} acts for ${delegator} · ${STATES[state]}`}</h3>
      {reason !== null && <p>{reason}</p>}
      <p class="dim">
        {`From ${moment(delegation.from)} until ${moment(delegation.endedAt ?? delegation.until)}, made by ${madeBy ?? "somebody"}. Verdicts given: ${decimal(reviews)}.`}
      </p>
      {isOpen && (mine || managesPeople()) && <EndButton id={delegation.id} onEnded={onChanged} />}
    </li>
  );
}

function EndButton({ id, onEnded }: { id: string; onEnded: () => void }) {
  const client = useClient();
  const [working, setWorking] = useState(false);
  const end = async () => {
    setWorking(true);
    const sent = await send(client, END_DELEGATION, { input: { delegationId: id, idempotencyKey: newKey() } }, (data) => data.endDelegation);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else notify({ tone: "good", text: "The delegation has ended." });
    onEnded();
  };
  return (
    <button class="button" disabled={working} onClick={() => void end()}>
      End now
    </button>
  );
}
