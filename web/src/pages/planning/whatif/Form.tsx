import { useClient, useQuery } from "@urql/preact";
import type { TargetedSubmitEvent } from "preact";
import { useLocation } from "preact-iso";
import { useRef, useState } from "preact/hooks";

import { randomKey } from "../../../app/randomKey.ts";
import { inWords } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { runAddress } from "./addresses.ts";
import type { Changes } from "./changes.ts";
import { type Defaults, DEFAULTS, START } from "./operations.ts";
import { FurtherChanges } from "./FurtherChanges.tsx";
import { SearchFields } from "./SearchFields.tsx";
import { changesOf, type Filled, scenarioOf } from "./scenario.ts";

/** The changes to try; the form starts from the current settings. */
export function Form({ point }: { point: string }) {
  const [{ data, fetching }, again] = useQuery({ query: DEFAULTS, variables: { point } });
  if (!data) {
    if (fetching) return <Skeleton lines={5} label="Fetching the current settings" />;
    return <Failure message="The current settings could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.whatIfDefaults)) return <Failure message={data.whatIfDefaults.message} />;
  return <Filling point={point} defaults={data.whatIfDefaults} />;
}

const MOST_BESIDE = 7;

function Filling({ point, defaults }: { point: string; defaults: Defaults }) {
  const client = useClient();
  const { route } = useLocation();
  const [refused, setRefused] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [beside, setBeside] = useState<readonly Changes[]>([]);
  const form = useRef<HTMLFormElement>(null);
  // One key for one filled form: sent twice, it starts one run.
  const key = useRef({ shape: "", key: "" });

  function filledOf(element: HTMLFormElement): Filled {
    return Object.fromEntries(new FormData(element)) as Filled;
  }

  /** Puts the filled changes beside those that come next, and begins anew. */
  function add() {
    if (form.current === null) return;
    const changes = changesOf(filledOf(form.current), defaults);
    if ("wrong" in changes) {
      setRefused(changes.wrong);
      return;
    }
    setRefused(null);
    setBeside([...beside, changes]);
    form.current.reset();
  }

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = filledOf(event.currentTarget);
    const shape = JSON.stringify([filled, beside]);
    if (key.current.shape !== shape) key.current = { shape, key: randomKey() };
    const scenario = scenarioOf(filled, defaults, point);
    if ("wrong" in scenario) {
      setRefused(scenario.wrong);
      return;
    }
    setWorking(true);
    const { data } = await client.mutation(START, { input: { ...scenario, beside: [...beside], idempotencyKey: key.current.key } }).toPromise();
    setWorking(false);
    if (!data) setRefused("Signoff does not answer. Send it again: the same form starts one run only.");
    else if (isRefusal(data.runWhatIf)) setRefused(data.runWhatIf.message);
    else route(runAddress(data.runWhatIf.id));
  }

  return (
    <form ref={form} class="panel what-if-form" onSubmit={(event) => void submit(event)} aria-labelledby="what-if-title">
      <h2 id="what-if-title">What if…</h2>
      <div class="what-if-fields">
        {defaults.thresholds.map(({ parameter, value }) => (
          <label key={parameter}>
            {inWords(parameter)}
            <input name={`threshold ${parameter}`} type="number" step="any" defaultValue={String(value)} required />
            <span class="dim">now {value}</span>
          </label>
        ))}
        <label>
          Reviewers, more (+) or fewer (−)
          <input name="reviewers" type="number" step="1" min={-defaults.reviewers} defaultValue="0" required />
          <span class="dim">now {defaults.reviewers}</span>
        </label>
        <label>
          Number of cases, as a multiple of today
          <input name="volume" type="number" step="0.05" min="0.1" max="10" defaultValue={String(defaults.volume)} required />
          <span class="dim">now 1</span>
        </label>
        <label>
          Days ahead
          <input name="horizonDays" type="number" step="1" min="1" max="92" defaultValue={String(defaults.horizonDays)} required />
          <span class="dim">1 to 92</span>
        </label>
        <label>
          Simulation runs
          <input name="replications" type="number" step="10" min="20" max="2000" defaultValue={String(defaults.replications)} required />
          <span class="dim">more runs are more exact but slower</span>
        </label>
        <label class="wide">
          Name
          <input name="name" maxLength={120} placeholder="empty: named after its changes" />
        </label>
      </div>
      <FurtherChanges defaults={defaults} />
      <SearchFields defaults={defaults} />
      {beside.length > 0 && (
        <ul class="assumptions" aria-label="Compared with">
          {beside.map((one, place) => (
            <li key={place}>
              <bdi>{one.name}</bdi>{" "}
              <button type="button" class="button small" onClick={() => setBeside(beside.filter((_, other) => other !== place))}>
                Take it out
              </button>
            </li>
          ))}
        </ul>
      )}
      {refused !== null && (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
      <p>
        <button class="button primary large" disabled={working}>
          {working ? "Sending…" : "Run"}
        </button>{" "}
        <button type="button" class="button large" disabled={working || beside.length >= MOST_BESIDE} onClick={add}>
          Compare with another
        </button>
      </p>
    </form>
  );
}
