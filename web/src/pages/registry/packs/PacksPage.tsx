import { useClient, useQuery } from "@urql/preact";
import { useEffect, useState } from "preact/hooks";

import { useTitle } from "../../../app/title.ts";
import { percent } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import { send } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { loadsPacks } from "../../../session/session.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { LOAD_PACK, PACKS, type RequestedPack } from "./operations.ts";
import "./packs.css";

const POLL_MILLISECONDS = 1000;
const STATES: Readonly<Record<RequestedPack["state"], { readonly words: string; readonly tone: string }>> = {
  WAITING: { words: "waiting", tone: "" },
  LOADING: { words: "loading", tone: "accent" },
  READY: { words: "ready", tone: "good" },
  FAILED: { words: "failed", tone: "bad" },
};

/** How far each pack is that was asked for; a failed one is tried again from here. */
export default function PacksPage() {
  const [{ data, fetching }, fetchAgain] = useQuery({ query: PACKS });
  useTitle("Packs");
  const again = () => fetchAgain({ requestPolicy: "network-only" });
  const moving = data?.packs.some(({ state }) => state === "WAITING" || state === "LOADING") ?? false;
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(again, POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [moving]);
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Packs</h1>
        <p class="dim">A pack brings one use: its queue, rules, model, people, history and open cases. A worker loads them one after another.</p>
        {!data && fetching && <Skeleton lines={6} label="Fetching the packs" />}
        {!data && !fetching && <Failure message="The packs could not be fetched." onRetry={again} />}
        {data && data.packs.length > 0 && <p role="status">{summary(data.packs)}</p>}
        {data?.packs.length === 0 && (
          <EmptyState title="No pack was asked for here.">
            <p>
              <code>signoff demo</code> asks for those that come with Signoff; <code>signoff pack load</code> loads one at once.
            </p>
          </EmptyState>
        )}
        <ul class="packs">{data?.packs.map((one) => <OnePack key={one.pack} load={one} onAgain={again} />)}</ul>
      </div>
    </>
  );
}

/** `2 of 4 packs are ready; 1 failed.` */
function summary(packs: readonly RequestedPack[]): string {
  const ready = packs.filter(({ state }) => state === "READY").length;
  const failed = packs.filter(({ state }) => state === "FAILED").length;
  return `${ready} of ${counted(packs.length, "pack")} ready${failed > 0 ? `; ${failed} failed` : ""}.`;
}

function OnePack({ load, onAgain }: { load: RequestedPack; onAgain: () => void }) {
  const { words, tone } = STATES[load.state];
  return (
    <li class="panel pack">
      <h2>
        {load.title} <span class={`badge ${tone}`}>{words}</span>
      </h2>
      <p class="dim">
        <code>{load.pack}</code> · since <time dateTime={load.changedAt}>{moment(load.changedAt)}</time>
      </p>
      {load.state === "LOADING" && <Step load={load} />}
      {load.failure !== null && <p class="pack-failure">{load.failure}</p>}
      {load.state === "FAILED" && <TryAgain pack={load.pack} onAgain={onAgain} />}
    </li>
  );
}

function Step({ load }: { load: RequestedPack }) {
  const step = load.step ?? "starting";
  if (load.share === null) return <p>{step}…</p>;
  return (
    <label class="pack-step">
      {step}: {percent(load.share)}
      <progress value={load.share} max={1} />
    </label>
  );
}

function TryAgain({ pack, onAgain }: { pack: string; onAgain: () => void }) {
  const client = useClient();
  const [working, setWorking] = useState(false);
  if (!loadsPacks()) return <p class="dim">An admin can try it again here.</p>;
  async function tryAgain() {
    setWorking(true);
    const sent = await send(client, LOAD_PACK, { pack }, (data) => data.loadPack);
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    if (sent.kind === "unanswered") notify({ tone: "bad", text: sent.message });
    onAgain();
  }
  return (
    <button class="button" disabled={working} onClick={() => void tryAgain()}>
      {working ? "Asking…" : "Try again"}
    </button>
  );
}
