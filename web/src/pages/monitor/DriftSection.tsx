import { useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { decimal } from "../../format/number.ts";
import { isRefusal } from "../../graphql/answers.ts";
import { Failure } from "../../parts/Failure.tsx";
import { type Drift, DRIFT, type DriftAlert } from "./operations.ts";
import "./drift.css";

interface Props {
  readonly point: string;
  readonly from: string;
  readonly to: string;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const LAST_MOMENT = 1;
/** As many as are read at a glance; the others come when they are asked for. */
const FIRST_SHOWN = 8;
const RARE = 0.001;

/** What drifted in the time that is chosen: each with what changed, in which days, and how sure that is. */
export function DriftSection({ point, from, to }: Props) {
  const [{ data, fetching }, again] = useQuery({ query: DRIFT, variables: { input: { decisionPoint: point, from, to } } });
  const [isWhole, setWhole] = useState(false);
  const drift = data?.driftAlerts;
  if (!drift) return fetching ? null : <Failure message="The signals of drift could not be fetched." onRetry={() => again()} />;
  if (isRefusal(drift)) return null;
  const shown = isWhole ? drift.nodes : drift.nodes.slice(0, FIRST_SHOWN);
  return (
    <section class="panel drift" aria-labelledby="drift">
      <h2 id="drift">What drifted</h2>
      <p class="dim">{stateOf(drift)}</p>
      {drift.nodes.length > 0 && (
        <ul class="drift-list">
          {shown.map((signal) => (
            <li key={signal.id}>
              <b>{signal.sentence}</b>
              <span class="dim">{basisOf(signal)}</span>
            </li>
          ))}
        </ul>
      )}
      {shown.length < drift.nodes.length && (
        <button class="button small" onClick={() => setWhole(true)}>
          Show all {drift.nodes.length}
        </button>
      )}
    </section>
  );
}

function stateOf({ total, nodes, testedFrom, testedTo }: Drift): string {
  if (!testedFrom || !testedTo) {
    return "Drift was not tested yet: a worker tests each week that is over, from 50 cases on, against what came in before.";
  }
  const tested = `Tested were the days from ${day(testedFrom)} to ${day(testedTo, LAST_MOMENT)}.`;
  if (total === 0) return `Nothing drifted in windows that ended in these days. ${tested}`;
  return total > nodes.length ? `The newest ${nodes.length} of ${decimal(total)} are listed. ${tested}` : tested;
}

function basisOf({ from, to, cases, referenceCases, reference, probability }: DriftAlert): string {
  const against = reference === "TRAINING" ? "from before the training of the model" : "from before";
  const chance = probability < RARE ? "less than once in 1,000 times" : `once in ${decimal(1 / probability, 0)} times`;
  return `${day(from)} to ${day(to, LAST_MOMENT)}: ${decimal(cases)} cases against ${decimal(referenceCases)} ${against}; by chance ${chance}.`;
}

function day(iso: string, before = 0): string {
  return DAY.format(new Date(Date.parse(iso) - before));
}
