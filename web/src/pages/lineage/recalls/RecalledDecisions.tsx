import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { decimal } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { counted, inWords } from "../../../format/words.ts";
import { newKey, send } from "../../../graphql/send.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { Pager } from "../../../parts/Pager.tsx";
import { managesRecalls } from "../../../session/session.ts";
import { recordAddress } from "../../decision/record/addresses.ts";
import { type ItemState, type Recall, type RecallPage, type RecalledDecision, SETTLE_RECALL_ITEM } from "./operations.ts";
import { useSending } from "./useSending.ts";
import { BASES, ITEM_STATES, numberOf } from "./words.ts";

interface Props {
  readonly recall: Recall;
  readonly page: RecallPage["recallItems"];
  readonly state: ItemState | null;
  readonly pages: readonly string[];
  readonly onTurn: (pages: readonly string[]) => void;
  readonly onChanged: () => void;
}

/** The decisions of a recall in the order in which they are looked at again, and what came of each. */
export function RecalledDecisions({ recall, page, state, pages, onTurn, onChanged }: Props) {
  const { change } = useAddress();
  const present = ITEM_STATES.filter(({ name }) => name === state || numberOf(recall.counts, name) > 0);
  const options = [
    { name: "ALL" as const, words: "All" },
    ...present.map(({ name, words }) => ({ name, words: `${words} ${decimal(numberOf(recall.counts, name))}` })),
  ];
  return (
    <section class="panel record-part" aria-labelledby="recalled-decisions">
      <h2 id="recalled-decisions">Decisions</h2>
      <p class="dim">In the order in which they are looked at again: those that touch most come first.</p>
      {present.length > 0 && <Choice label="State" options={options} chosen={state ?? "ALL"} onChoose={(next) => change({ state: next === "ALL" ? null : next })} />}
      {page.nodes.length === 0 && <p>{recall.state === "SELECTING" ? "They are being added." : "No decision stands so."}</p>}
      <ul class="recalled">
        {page.nodes.map((one) => (
          <Decision key={one.id} decision={one} isClosed={recall.state === "CLOSED"} onChanged={onChanged} />
        ))}
      </ul>
      <Pager pages={pages} info={page} onTurn={onTurn} words={["Before", "After"]} />
    </section>
  );
}

function Decision({ decision, isClosed, onChanged }: { decision: RecalledDecision; isClosed: boolean; onChanged: () => void }) {
  const { state, bases, reason, externalId, decisionPoint, outcomes, revisionId, revisedAction, steps, settledBy, settledNote } = decision;
  const shown = ITEM_STATES.find(({ name }) => name === state);
  return (
    <li aria-label={`${externalId}, ${shown?.words ?? state}`}>
      <div>
        <h3>
          <a href={`/case/${encodeURIComponent(decision.caseId)}`}>{externalId}</a>
          {` at ${decisionPoint}`}
        </h3>
        <p class="dim">{`Depends on it by ${bases.map((basis) => BASES[basis].words.toLowerCase()).join(" and ")}`}</p>
      </div>
      <div>
        <p>
          <a href={recordAddress(decision.decisionId)}>{inWords(decision.action)}</a>
          {revisionId !== null && (
            <>
              {", now "}
              <a href={recordAddress(revisionId)}>{inWords(revisedAction ?? "changed")}</a>
            </>
          )}
        </p>
        <p class="dim">
          {`Decided ${moment(decision.decidedAt)}`}
          {outcomes > 0 && `, ${counted(outcomes, "outcome")}`}
        </p>
      </div>
      <p>
        <span class={`badge ${shown?.tone ?? ""}`}>{shown?.words ?? inWords(state)}</span>
      </p>
      {reason !== null && <p class="recalled-rest dim">{reason}</p>}
      {steps.length > 0 && (
        <div class="recalled-rest">
          <p>{state === "CHANGED" ? "To put it right:" : "What was to be done:"}</p>
          <ul class="recall-steps">
            {steps.map((step) => (
              <li key={step}>
                <bdi>{step}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {settledNote !== null && (
        <p class="recalled-rest">
          {`Put right, as ${settledBy ?? "somebody"} recorded: `}
          <bdi>{settledNote}</bdi>
        </p>
      )}
      {state === "CHANGED" && !isClosed && managesRecalls() && <SettleForm decision={decision} onSettled={onChanged} />}
    </li>
  );
}

function SettleForm({ decision, onSettled }: { decision: RecalledDecision; onSettled: () => void }) {
  const client = useClient();
  const [note, setNote] = useState("");
  const { working, submit } = useSending();
  const settle = async () => {
    const input = { itemId: decision.id, note, idempotencyKey: newKey() };
    await submit(
      send(client, SETTLE_RECALL_ITEM, { input }, (data) => data.settleRecallItem),
      `${decision.externalId}: it is on record that this was put right.`,
      onSettled,
    );
  };
  return (
    <form
      class="filters recalled-rest"
      onSubmit={(event) => {
        event.preventDefault();
        void settle();
      }}
    >
      <label class="grows">
        What was done?
        <input value={note} maxLength={400} required onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
      <button class="button" disabled={working || note.trim() === ""}>
        Record as put right
      </button>
    </form>
  );
}
