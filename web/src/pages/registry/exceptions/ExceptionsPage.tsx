import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { decimal } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { inWords } from "../../../format/words.ts";
import { newKey, send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { grantsExceptions } from "../../../session/session.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { entryAddress } from "../addresses.ts";
import { useNames } from "../useNames.ts";
import { GrantForm } from "./GrantForm.tsx";
import { EXCEPTIONS, type RegisteredException, REVOKE_EXCEPTION } from "./operations.ts";
import "../registry.css";

const STATES = [
  { name: "ALL", words: "All" },
  { name: "ACTIVE", words: "Active" },
  { name: "EXPIRING", words: "Expiring within 7 days" },
  { name: "EXPIRED", words: "Expired" },
  { name: "REVOKED", words: "Revoked" },
] as const;

const SCOPES: Readonly<Record<RegisteredException["scope"], string>> = { ENTITY: "entity", CATEGORY: "category", CASE: "case" };

/** Rules that are waived for a time: who granted what to whom, until when, and how often it was used. */
export default function ExceptionsPage() {
  const { query, change } = useAddress();
  const chosen = STATES.find(({ name }) => name === query.state)?.name ?? "ALL";
  const [{ data, fetching }, again] = useQuery({ query: EXCEPTIONS, variables: { point: null, state: chosen === "ALL" ? null : chosen } });
  const names = useNames();
  const reload = () => again({ requestPolicy: "network-only" });
  useTitle("Exceptions");
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Exceptions</h1>
        <p class="dim">An exception waives a rule that sends cases to a person, for a time. Checks of the data, high impact and conflicts of interest are never waived.</p>
        <Choice label="State" options={STATES} chosen={chosen} onChoose={(state) => change({ state: state === "ALL" ? null : state })} />
        {data === undefined && fetching && <Skeleton lines={6} label="Fetching the exceptions" />}
        {data === undefined && !fetching && <Failure message="The exceptions could not be fetched." onRetry={reload} />}
        {data?.exceptions.length === 0 && <EmptyState title="No exceptions.">Nothing is waived here.</EmptyState>}
        <ul class="registry-versions">
          {data?.exceptions.map((one) => (
            <ExceptionItem key={one.id} exception={one} pointName={names.point(one.decisionPoint)} onChanged={reload} />
          ))}
        </ul>
        {grantsExceptions() && <GrantForm points={names.points} onGranted={reload} />}
      </div>
    </>
  );
}

function ExceptionItem({ exception, pointName, onChanged }: { exception: RegisteredException; pointName: string; onChanged: () => void }) {
  const { rule, scope, subject, subjectId, state, holds } = exception;
  const isOpen = state === "ACTIVE" || state === "EXPIRING";
  const address = scope === "CASE" ? `/case/${encodeURIComponent(subjectId)}` : entryAddress(subjectId);
  return (
    <li aria-label={`${rule} for ${subject}`}>
      <h3>
        {`Row ${rule} at ${pointName}, for ${SCOPES[scope]} `}
        <a href={address}>{subject}</a>
        {` · ${inWords(state)}`}
      </h3>
      <p>{exception.reason}</p>
      <p class="dim">{`Granted by ${exception.grantedBy ?? "somebody"} to ${exception.requestedBy ?? "somebody"}, ${moment(exception.grantedAt)}, until ${moment(exception.until)}. Decisions under it: ${decimal(exception.decisions)}.`}</p>
      {exception.revokedAt !== null && <p class="dim">{`Revoked by ${exception.revokedBy ?? "somebody"}, ${moment(exception.revokedAt)}: ${exception.revokeReason ?? ""}`}</p>}
      {isOpen && !holds && <p role="status">Another version of the policy is in use, so it has no effect.</p>}
      {isOpen && grantsExceptions() && <RevokeForm id={exception.id} onRevoked={onChanged} />}
    </li>
  );
}

function RevokeForm({ id, onRevoked }: { id: string; onRevoked: () => void }) {
  const client = useClient();
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const revoke = async () => {
    setWorking(true);
    const sent = await send(client, REVOKE_EXCEPTION, { input: { exceptionId: id, reason, idempotencyKey: newKey() } }, (data) => data.revokeException);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else notify({ tone: "good", text: "The exception has ended." });
    onRevoked();
  };
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        void revoke();
      }}
    >
      <label>
        Why should it end?
        <input value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
      </label>
      <button class="button" disabled={working || reason.trim() === ""}>
        Revoke
      </button>
    </form>
  );
}
