import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { counted } from "../../../format/words.ts";
import { newKey, send } from "../../../graphql/send.ts";
import { recallAddress } from "./addresses.ts";
import { OPEN_RECALL, type RecallPlan } from "./operations.ts";
import { useSending } from "./useSending.ts";
import { effort, stepsOf } from "./words.ts";

interface Props {
  readonly scope: { readonly id: string; readonly since: string | null; readonly until: string | null; readonly withTraining: boolean };
  readonly plan: RecallPlan;
  /** Called where the recall was not opened: by now it may take more decisions. */
  readonly onRefused: () => void;
}

const EMPTY = { reason: "", owner: "", steps: "", confirmed: "" };

/** Opens a recall: why, who sees to it, what a changed decision takes, and the number of decisions agreed to. */
export function OpenForm({ scope, plan, onRefused }: Props) {
  const client = useClient();
  const { route } = useLocation();
  const [values, setValues] = useState(EMPTY);
  const { working, submit } = useSending();
  const isConfirmed = values.confirmed.trim() !== "" && Number(values.confirmed) === plan.decisions;
  const open = async () => {
    const owner = values.owner.trim();
    const input = {
      ...scope,
      reason: values.reason,
      owner: owner === "" ? null : owner,
      steps: stepsOf(values.steps),
      confirmedDecisions: Number(values.confirmed),
      idempotencyKey: newKey(),
    };
    const isOpen = await submit(
      send(client, OPEN_RECALL, { input }, (data) => data.openRecall),
      "The recall is open: its decisions are being added.",
      ({ recallId }) => route(recallAddress(recallId)),
    );
    if (!isOpen) onRefused();
  };
  return (
    <section class="panel record-part" aria-labelledby="recall-open">
      <h2 id="recall-open">Open the recall</h2>
      <form
        class="recall-form"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <label>
          Why is it recalled?
          <input value={values.reason} maxLength={400} required onInput={({ currentTarget }) => setValues({ ...values, reason: currentTarget.value })} />
        </label>
        <label>
          Account of its owner, who sees to it (empty: yours)
          <input value={values.owner} onInput={({ currentTarget }) => setValues({ ...values, owner: currentTarget.value })} />
        </label>
        <label>
          What else is to be done for each decision that is changed, one step a line, at most ten
          <textarea rows={3} value={values.steps} onInput={({ currentTarget }) => setValues({ ...values, steps: currentTarget.value })} />
        </label>
        <label>
          {`Type ${plan.decisions} to agree that ${counted(plan.decisions, "decision is", "decisions are")} looked at again, about ${effort(plan.reviewerHours)} hours of review`}
          <input class="recall-number" inputMode="numeric" value={values.confirmed} required onInput={({ currentTarget }) => setValues({ ...values, confirmed: currentTarget.value })} />
        </label>
        <p>
          <button class="button primary" disabled={working || values.reason.trim() === "" || !isConfirmed}>
            Open the recall
          </button>
        </p>
      </form>
    </section>
  );
}
