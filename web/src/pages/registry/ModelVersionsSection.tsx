import { useClient, useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { type Bin, ReliabilityChart } from "../../charts/ReliabilityChart.tsx";
import { decimal, percent } from "../../format/number.ts";
import { moment } from "../../format/time.ts";
import { inWords } from "../../format/words.ts";
import { newKey, send } from "../../graphql/send.ts";
import { notify } from "../../notices/notices.ts";
import { managesRegistry } from "../../session/session.ts";
import { exploreAddress } from "../lineage/explore/addresses.ts";
import { RecallLink } from "../lineage/recalls/RecallLink.tsx";
import { CHANGE_MODEL_VERSION, MODEL_VERSIONS, type TrainedVersion, type VersionComparison } from "./versionOperations.ts";

type Command = "PROPOSE" | "APPROVE" | "DECLINE";

/** The versions of a model: which is in use, how a challenger did beside it, and who proposed and approved each. */
export function ModelVersionsSection({ id }: { id: string }) {
  const [{ data, fetching }, again] = useQuery({ query: MODEL_VERSIONS, variables: { id } });
  const versions = data?.modelVersions;
  return (
    <section class="panel record-part" aria-labelledby="section-model-versions">
      <h2 id="section-model-versions">Versions</h2>
      <p class="dim">
        A challenger scores live cases for comparison; no rule reads its scores. One person proposes a version, another approves it.
      </p>
      {versions === undefined && <p>{fetching ? "Fetching the versions" : "The versions could not be fetched."}</p>}
      {versions?.length === 0 && <p>No version is registered yet.</p>}
      <ul class="registry-links">
        {versions?.map((version) => (
          <VersionItem key={version.id} version={version} onChanged={() => again({ requestPolicy: "network-only" })} />
        ))}
      </ul>
    </section>
  );
}

function VersionItem({ version, onChanged }: { version: TrainedVersion; onChanged: () => void }) {
  const isProposed = version.proposedAt !== null;
  return (
    <li>
      <p>
        <a href={exploreAddress(version.id, "ModelVersion")}>{version.version}</a>
        {` · ${stageWords(version)} · trained ${moment(version.trainedAt)} from ${decimal(version.cases)} cases`}
      </p>
      {version.reason !== null && <p class="dim">{`Trained because ${version.reason}.`}</p>}
      {!version.usable && <p>No usable signal: its probabilities were worse than the average.</p>}
      {version.record !== null && <p>{recordWords(version.record)}</p>}
      {version.record !== null && version.record.reliability.length > 0 && (
        <Reliability name={version.version} bins={version.record.reliability} />
      )}
      {(version.comparison !== null || version.live !== null) && <Figures version={version} />}
      {isProposed && <p>{`Proposed by ${version.proposer ?? "somebody"}; another person approves or declines it.`}</p>}
      {!isProposed && version.approver !== null && (
        <p class="dim">{`${version.proposer === null ? "" : `Proposed by ${version.proposer}, `}approved by ${version.approver}`}</p>
      )}
      <RecallLink id={version.id} kind="ModelVersion" name={version.version} />
      {managesRegistry() && <Changes version={version} onChanged={onChanged} />}
    </li>
  );
}

function stageWords({ stage }: TrainedVersion): string {
  return stage === "ACTIVE" ? "In use" : stage === "SUPERSEDED" ? "In use before" : inWords(stage);
}

function recordWords({ scored, known, figures }: NonNullable<TrainedVersion["record"]>): string {
  const counted = `${decimal(scored)} live forecasts, of ${decimal(known)} cases the answer has come since`;
  if (figures === null) return `${counted}: too few to say how right they were.`;
  const beside = `Brier ${decimal(figures.brier, 3)} (the average alone ${decimal(figures.brierPrior, 3)})`;
  return `${counted}: AUC ${decimal(figures.auc, 3)}, ${beside}, calibration error ${decimal(figures.ece, 3)}.`;
}

function Reliability({ name, bins }: { name: string; bins: readonly Bin[] }) {
  return (
    <details>
      <summary>How often what it said came true</summary>
      <p class="dim">Live cases in ten groups, by how likely it was said to be. On the dashed line both are the same.</p>
      <ReliabilityChart title="Share that came true" bins={bins} format={percent} file={`reliability-${name}`} />
      <table>
        <thead>
          <tr>
            <th scope="col">Said</th>
            <th scope="col">Came true</th>
            <th scope="col">Cases</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ probability, share, cases }, place) => (
            <tr key={place}>
              <td>{percent(probability)}</td>
              <td>{percent(share)}</td>
              <td>{decimal(cases)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Figures({ version: { comparison, live } }: { version: TrainedVersion }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Measured on</th>
          <th scope="col">AUC</th>
          <th scope="col">AUC in use</th>
          <th scope="col">Brier</th>
          <th scope="col">Brier in use</th>
          <th scope="col">Calibration error</th>
          <th scope="col">Calibration error in use</th>
        </tr>
      </thead>
      <tbody>
        {comparison !== null && <FigureRow label={`${decimal(comparison.known)} later cases`} compared={comparison} />}
        {live !== null && (
          <FigureRow label={`${decimal(live.known)} of ${decimal(live.scored)} live cases`} compared={live} />
        )}
      </tbody>
    </table>
  );
}

function FigureRow({ label, compared: { own, inUse } }: { label: string; compared: VersionComparison }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {own === null || inUse === null ? (
        <td colSpan={6}>Too few answers are known.</td>
      ) : (
        [own.auc, inUse.auc, own.brier, inUse.brier, own.ece, inUse.ece].map((figure, place) => <td key={place}>{decimal(figure, 3)}</td>)
      )}
    </tr>
  );
}

function Changes({ version, onChanged }: { version: TrainedVersion; onChanged: () => void }) {
  const client = useClient();
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState(false);
  const change = async (command: Command, words: string) => {
    setWorking(true);
    const input = { versionId: version.id, command, reason: command === "PROPOSE" ? reason : null, idempotencyKey: newKey() };
    const sent = await send(client, CHANGE_MODEL_VERSION, { input }, (data) => data.changeModelVersion);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else notify({ tone: "good", text: words });
    setReason("");
    onChanged();
  };
  if (version.proposedAt !== null)
    return (
      <p class="row">
        <button class="button small" disabled={working} onClick={() => void change("APPROVE", `${version.version} is in use from now on.`)}>
          {`Approve ${version.version}`}
        </button>
        <button class="button small" disabled={working} onClick={() => void change("DECLINE", `${version.version} was declined.`)}>
          {`Decline ${version.version}`}
        </button>
      </p>
    );
  if (!version.usable || (version.stage !== "CHALLENGER" && version.stage !== "SUPERSEDED")) return null;
  const submit = (event: Event) => {
    event.preventDefault();
    void change("PROPOSE", `${version.version} is proposed: another person approves it.`);
  };
  return (
    <form class="filters" onSubmit={submit}>
      <label>
        Why should it be used?
        <input value={reason} maxLength={400} required onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button class="button" disabled={working || reason.trim() === ""}>
        {`Propose ${version.version}`}
      </button>
    </form>
  );
}
