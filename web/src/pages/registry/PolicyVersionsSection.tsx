import { useClient, useQuery } from "@urql/preact";
import { useEffect, useState } from "preact/hooks";

import { decimal } from "../../format/number.ts";
import { moment } from "../../format/time.ts";
import { inWords } from "../../format/words.ts";
import { newKey, send, type Sent } from "../../graphql/send.ts";
import { notify } from "../../notices/notices.ts";
import { managesRegistry } from "../../session/session.ts";
import { recordAddress } from "../decision/record/addresses.ts";
import { RecallLink } from "../lineage/recalls/RecallLink.tsx";
import { BacktestFigures } from "./BacktestFigures.tsx";
import { ACTIVATE_CHANGE, APPROVE_CHANGE, DECLINE_CHANGE, type Meanwhile, POLICY_BACKTEST, POLICY_VERSIONS, type PolicyVersion, ROLLBACK_CHANGE } from "./policyOperations.ts";
import { ProposalForm } from "./ProposalForm.tsx";

const STATES: Readonly<Record<PolicyVersion["state"], string>> = {
  PROPOSED: "Proposed",
  APPROVED: "Approved, waits for its time",
  DECLINED: "Declined",
  ACTIVE: "In use",
  SUPERSEDED: "In use before",
  RECALLED: "Recalled",
};

const TESTED: ReadonlySet<PolicyVersion["state"]> = new Set(["PROPOSED", "APPROVED", "ACTIVE"]);
const LOOK_AGAIN_MILLISECONDS = 3000;

/** The versions of a policy: which governs, who proposed and approved each and why, what it changes, and what to do with it. */
export function PolicyVersionsSection({ id }: { id: string }) {
  const [{ data, fetching }, again] = useQuery({ query: POLICY_VERSIONS, variables: { id } });
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const policy = data?.policyVersions;
  const reload = () => again({ requestPolicy: "network-only" });
  const inUse = policy?.versions.find(({ state }) => state === "ACTIVE");
  const base = inUse ?? policy?.versions[0];
  return (
    <section class="panel record-part" aria-labelledby="section-policy-versions">
      <h2 id="section-policy-versions">Versions</h2>
      <p class="dim">One person proposes a version, another approves it and so signs its thresholds. Until then nothing is decided by it.</p>
      {policy === undefined && <p>{fetching ? "Fetching the versions" : "The versions could not be fetched."}</p>}
      {policy !== undefined && inUse === undefined && <p role="status">No version is signed: every case goes to a person.</p>}
      {meanwhile !== null && <DecidedMeanwhile meanwhile={meanwhile} />}
      <ul class="registry-versions">
        {policy?.versions.map((version) => (
          <VersionItem key={version.id} version={version} onChanged={reload} onRolledBack={setMeanwhile} />
        ))}
      </ul>
      {policy !== undefined && base !== undefined && managesRegistry() && (
        <ProposalForm key={base.id} policy={policy.id} base={base} onProposed={reload} />
      )}
    </section>
  );
}

function DecidedMeanwhile({ meanwhile }: { meanwhile: Meanwhile }) {
  return (
    <div role="status">
      <p>{`The version before is in use again. Decided automatically meanwhile: ${decimal(meanwhile.total)}.`}</p>
      <ul class="registry-links">
        {meanwhile.decisions.map((one) => (
          <li key={one.id}>
            <a href={recordAddress(one.id)}>{one.case}</a>
            {`${inWords(one.action)}, ${moment(one.decidedAt)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ItemProps {
  readonly version: PolicyVersion;
  readonly onChanged: () => void;
  readonly onRolledBack: (meanwhile: Meanwhile) => void;
}

function VersionItem({ version, onChanged, onRolledBack }: ItemProps) {
  return (
    <li aria-label={nameOf(version)}>
      <h3>{`${nameOf(version)} · ${STATES[version.state]}`}</h3>
      {version.activateAt !== null && <p>{`Used from ${moment(version.activateAt)} on.`}</p>}
      {version.differences.length > 0 && (
        <ul>
          {version.differences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {version.changes.map((change) => (
        <p key={`${change.command} ${change.at}`} class="dim">
          {`${inWords(change.command.replace("_POLICY_VERSION", ""))} · ${change.by ?? "Signoff, at the agreed time"} · ${moment(change.at)}`}
          {change.reason !== null && `: ${change.reason}`}
        </p>
      ))}
      {version.changes.length === 0 && version.approver !== null && (
        <p class="dim">{`Proposed by ${version.proposer ?? "somebody"}, approved by ${version.approver}`}</p>
      )}
      {version.state !== "PROPOSED" && version.state !== "DECLINED" && (
        <p>
          <RecallLink id={version.id} kind="PolicyVersion" name={nameOf(version)} />
        </p>
      )}
      {TESTED.has(version.state) && <Backtests id={version.id} />}
      {managesRegistry() && <Steps version={version} onChanged={onChanged} onRolledBack={onRolledBack} />}
    </li>
  );
}

/** The back-test of a version; while the worker makes it, it is asked for again. */
function Backtests({ id }: { id: string }) {
  const [{ data }, again] = useQuery({ query: POLICY_BACKTEST, variables: { id } });
  const isAwaited = data?.policyBacktest.length === 0;
  useEffect(() => {
    if (!isAwaited) return undefined;
    const timer = setInterval(() => again({ requestPolicy: "network-only" }), LOOK_AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isAwaited, again]);
  if (isAwaited) return <p>The back-test is being made.</p>;
  return <>{data?.policyBacktest.map((test) => <BacktestFigures key={test.point} test={test} />)}</>;
}

/** A version by its thresholds, which people know it by; one without any by the begin of its digest. */
function nameOf({ key, thresholds }: PolicyVersion): string {
  const digest = key.slice(key.lastIndexOf("|") + 1, key.lastIndexOf("|") + 9);
  return thresholds.length === 0 ? digest : thresholds.map(({ parameter, value }) => `${parameter} ${decimal(value, 4)}`).join(", ");
}

function Steps({ version, onChanged, onRolledBack }: ItemProps) {
  const client = useClient();
  const [reason, setReason] = useState("");
  const [at, setAt] = useState("");
  const [working, setWorking] = useState(false);
  const act = async <Answer,>(words: string, sent: () => Promise<Sent<Answer>>, done?: (answer: Answer) => void) => {
    setWorking(true);
    const outcome = await sent();
    setWorking(false);
    if (outcome.kind === "refused") notify({ tone: "bad", text: outcome.refusal.message });
    else if (outcome.kind === "unanswered") notify({ tone: "warn", text: outcome.message });
    else {
      notify({ tone: "good", text: words });
      done?.(outcome.answer);
    }
    onChanged();
  };
  const input = { changeId: version.id, reason: reason.trim() === "" ? null : reason, idempotencyKey: newKey() };
  const approve = () => {
    const activateAt = at === "" ? null : new Date(at).toISOString();
    const words = activateAt === null ? "The version is in use from now on." : `The version is used from ${moment(activateAt)} on.`;
    return act(words, () => send(client, APPROVE_CHANGE, { input: { ...input, activateAt } }, (data) => data.approveChange));
  };
  const decline = () => act("The version was declined.", () => send(client, DECLINE_CHANGE, { input }, (data) => data.declineChange));
  const activate = () => act("The version is in use from now on.", () => send(client, ACTIVATE_CHANGE, { input }, (data) => data.activateChange));
  const rollBack = () =>
    act(
      "The version before is in use again.",
      () => send(client, ROLLBACK_CHANGE, { input: { ...input, reason } }, (data) => data.rollbackChange),
      onRolledBack,
    );
  if (version.state === "ACTIVE")
    return (
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void rollBack();
        }}
      >
        <label>
          Why should it be taken back?
          <input value={reason} maxLength={400} required onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </label>
        <button class="button" disabled={working || reason.trim() === ""}>
          Roll back
        </button>
      </form>
    );
  if (version.state !== "PROPOSED" && version.state !== "APPROVED") return null;
  return (
    <div class="filters">
      <label>
        What is to be remembered of it
        <input value={reason} maxLength={400} onInput={({ currentTarget }) => setReason(currentTarget.value)} />
      </label>
      {version.state === "PROPOSED" ? (
        <>
          <label>
            Used from (empty: at once)
            <input type="datetime-local" value={at} onInput={({ currentTarget }) => setAt(currentTarget.value)} />
          </label>
          <button class="button" disabled={working} onClick={() => void approve()}>
            Approve
          </button>
        </>
      ) : (
        <button class="button" disabled={working} onClick={() => void activate()}>
          Use it now
        </button>
      )}
      <button class="button" disabled={working} onClick={() => void decline()}>
        Decline
      </button>
    </div>
  );
}
