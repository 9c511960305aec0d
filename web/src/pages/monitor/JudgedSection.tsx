import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { decimal } from "../../format/number.ts";
import { newKey, send, type Sent } from "../../graphql/send.ts";
import { notify } from "../../notices/notices.ts";
import { managesRegistry } from "../../session/session.ts";
import { sendStep } from "../registry/change.ts";
import { type Choice, Picker } from "../registry/Picker.tsx";
import { type JudgedFigure, SET_TARGET } from "./operations.ts";
import { typedTarget, valueText } from "./targets.ts";
import "./drift.css";

interface Props {
  readonly figures: readonly JudgedFigure[];
  readonly currency: string | null;
  readonly onChanged: () => void;
}

/** By which figures the decision point is judged: what was agreed, whether it is met, and whose each is. */
export function JudgedSection({ figures, currency, onChanged }: Props) {
  if (figures.length === 0) return null;
  const agreed = figures.filter(({ target, owner, historyCases }) => target !== null || owner !== null || historyCases !== null);
  return (
    <section class="panel drift" aria-labelledby="targets">
      <h2 id="targets">Targets and owners</h2>
      {agreed.length === 0 && <p class="dim">Nothing is agreed yet: no figure has a target or an owner.</p>}
      <ul class="drift-list">
        {agreed.map((figure) => (
          <li key={figure.kpiId}>
            <b>
              {figure.name} <State figure={figure} currency={currency} />
            </b>
            <span>{agreement(figure, currency)}</span>
            <span class="dim">{basis(figure, currency)}</span>
          </li>
        ))}
      </ul>
      {managesRegistry() && <TargetForm figures={figures} onChanged={onChanged} />}
    </section>
  );
}

function State({ figure, currency }: { figure: JudgedFigure; currency: string | null }) {
  if (figure.met === null) return null;
  const cost = figure.missCost ? `, costs ${valueText("MONEY", figure.missCost, currency)}` : "";
  return <span class={figure.met ? "change-better" : "change-worse"}>{figure.met ? "target met" : `target missed${cost}`}</span>;
}

function agreement({ unit, better, target, owner }: JudgedFigure, currency: string | null): string {
  const side = better === "HIGHER" ? "at least" : "at most";
  const wanted = target === null ? "No target" : `Target: ${side} ${valueText(unit, target, currency)}`;
  return `${wanted}. ${owner === null ? "Nobody owns it." : `Owner: ${owner}.`}`;
}

function basis({ unit, figure, value, historyValue, historyCases, historyReason, formula }: JudgedFigure, currency: string | null): string {
  const live = figure === null && value === null ? "" : ` In these days: ${valueText(unit, value, currency)}.`;
  if (historyReason !== null) return `In the loaded data: not known, ${historyReason}.${live}`;
  if (historyCases === null) return `${formula}${live}`;
  return `${formula} In the loaded data: ${valueText(unit, historyValue, currency)} of ${decimal(historyCases)} cases.${live}`;
}

function TargetForm({ figures, onChanged }: { figures: readonly JudgedFigure[]; onChanged: () => void }) {
  const client = useClient();
  const [id, setId] = useState(figures[0]?.kpiId ?? "");
  const [target, setTarget] = useState("");
  const [cost, setCost] = useState("");
  const [owner, setOwner] = useState<Choice | null>(null);
  const [working, setWorking] = useState(false);
  const figure = figures.find(({ kpiId }) => kpiId === id);
  if (figure === undefined) return null;
  const takesTarget = figure.better !== "NEITHER";
  const isShare = figure.unit.toUpperCase() === "SHARE";
  const run = async (sending: Promise<Sent<unknown>>, words: string) => {
    setWorking(true);
    const sent = await sending;
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else notify({ tone: "good", text: words });
    onChanged();
  };
  const setIt = (event: Event) => {
    event.preventDefault();
    const input = { kpiId: id, target: typedTarget(figure.unit, target), money: typedTarget("", cost), idempotencyKey: newKey() };
    void run(send(client, SET_TARGET, { input }, (data) => data.setKpiTarget), input.target === null ? `${figure.name} has no target any more.` : `The target of ${figure.name} is set.`);
  };
  const own = (event: Event) => {
    event.preventDefault();
    if (owner === null) return;
    void run(sendStep(client, { relation: "OWNER", source: id, target: owner.id, ends: false, tie: null }), `${owner.name} owns ${figure.name}.`);
  };
  return (
    <details>
      <summary>Change a target or an owner</summary>
      <form class="filters" onSubmit={setIt}>
        <label>
          Figure
          <select value={id} onChange={(event) => setId(event.currentTarget.value)}>
            {figures.map(({ kpiId, name }) => (
              <option key={kpiId} value={kpiId}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {takesTarget ? (
          <>
            <label>
              {isShare ? "Target in percent" : `Target in ${figure.unit.toLowerCase()}`}
              <input inputMode="decimal" value={target} onInput={(event) => setTarget(event.currentTarget.value)} />
            </label>
            <label>
              One unit off costs
              <input inputMode="decimal" value={cost} onInput={(event) => setCost(event.currentTarget.value)} />
            </label>
            <button class="button" disabled={working}>
              {target.trim() === "" ? "Set no target" : "Set target"}
            </button>
          </>
        ) : (
          <p class="dim">Neither more nor less of this figure is better: it may have an owner, but no target.</p>
        )}
      </form>
      <form class="filters" onSubmit={own}>
        <Picker label="Owner" targets={["PERSON", "TEAM"]} chosen={owner?.id ?? ""} onChoose={setOwner} />
        <button class="button" disabled={owner === null || working}>
          Set owner
        </button>
      </form>
    </details>
  );
}
