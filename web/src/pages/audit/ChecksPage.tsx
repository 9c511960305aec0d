import { useQuery } from "@urql/preact";

import { useAddress } from "../../app/address.ts";
import { useTitle } from "../../app/title.ts";
import { decimal } from "../../format/number.ts";
import { moment } from "../../format/time.ts";
import { kindName } from "../../format/words.ts";
import { isRefusal } from "../../graphql/answers.ts";
import { Choice } from "../../parts/Choice.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Skeleton } from "../../parts/Skeleton.tsx";
import { AnalystNav } from "../kernel/AnalystNav.tsx";
import { exploreAddress } from "../lineage/explore/addresses.ts";
import { type Check, INVARIANTS } from "./operations.ts";
import { WeakPoints } from "./WeakPoints.tsx";
import "../registry/registry.css";
import "./checks.css";

const VERDICTS: Readonly<Record<Check["verdict"], { readonly words: string; readonly tone: string }>> = {
  HOLDS: { words: "Holds", tone: "good" },
  BROKEN: { words: "Broken", tone: "bad" },
  NOT_APPLICABLE: { words: "Not applicable", tone: "" },
  NOT_JUDGED: { words: "Not judged", tone: "warn" },
};
const SHOWN = [
  { name: "ALL", words: "All" },
  { name: "BROKEN", words: "Broken" },
  { name: "HOLDS", words: "Holds" },
  { name: "OTHERS", words: "Without a verdict" },
] as const;

/** What must hold of the graph, how its last check ended, which nodes fail, and which controls each check supports. */
export default function ChecksPage() {
  const { query, change } = useAddress();
  const [{ data, fetching }, again] = useQuery({ query: INVARIANTS });
  const shown = SHOWN.find(({ name }) => name === query.show)?.name ?? "ALL";
  useTitle("Checks · Analyst");
  const checks = data && !isRefusal(data.invariants) ? data.invariants.nodes : [];
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>What must hold</h1>
        <p class="dim">
          A worker checks every night; <code>signoff doctor</code> checks the same at once. A check is evidence for a part of a control; it does not show
          that a control is met.
        </p>
        <Choice label="Which" options={SHOWN} chosen={shown} onChoose={(name) => change({ show: name === "ALL" ? null : name })} />
        {!data && fetching && <Skeleton lines={10} label="Fetching the checks" />}
        {!data && !fetching && <Failure message="The checks could not be fetched." onRetry={() => again()} />}
        {data && isRefusal(data.invariants) && <Failure message={data.invariants.message} />}
        <ul class="checks">
          {checks.filter((check) => isShown(check, shown)).map((check) => (
            <OneCheck key={check.key} check={check} />
          ))}
        </ul>
        {checks.length > 0 && checks.every((check) => !isShown(check, shown)) && <p class="dim">No check ended so.</p>}
        <WeakPoints />
      </div>
    </>
  );
}

function isShown({ verdict }: Check, shown: (typeof SHOWN)[number]["name"]): boolean {
  if (shown === "ALL") return true;
  return shown === "OTHERS" ? verdict !== "HOLDS" && verdict !== "BROKEN" : verdict === shown;
}

function OneCheck({ check }: { check: Check }) {
  const { words, tone } = VERDICTS[check.verdict];
  const further = check.failing - check.nodes.length;
  return (
    <li class="panel check">
      <p class="row">
        <span class={`badge ${tone}`}>{words}</span>
        <span class="dim">{check.kind === "HYGIENE" ? "looked after" : "must hold"}</span>
        <span class="dim">{check.checkedAt === null ? "never checked" : `checked ${moment(check.checkedAt)}`}</span>
      </p>
      <h2>{check.statement}</h2>
      {check.reason !== null && <p>{check.reason}</p>}
      {check.verdict === "BROKEN" && (
        <>
          <ul class="registry-links">
            {check.nodes.map((node) => (
              <li key={node.id}>
                <a href={exploreAddress(node.id, node.kind)}>{`${kindName(node.kind)} ${node.name}`}</a> <span>{node.because.join("; ")}</span>
              </li>
            ))}
          </ul>
          {further > 0 && <p class="dim">{`${check.atLeast ? "At least " : ""}${decimal(further)} more; signoff doctor --list names them.`}</p>}
          <p>
            <b>To mend:</b> {check.mend}
          </p>
        </>
      )}
      {check.controls.length > 0 && (
        <details>
          <summary>{`Supports ${decimal(check.controls.length)} ${check.controls.length === 1 ? "control" : "controls"}`}</summary>
          <ul class="registry-links">
            {check.controls.map((control) => (
              <li key={control.key}>
                {control.framework}, {control.provision}: {control.title}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
