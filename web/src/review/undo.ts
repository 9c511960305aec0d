import type { Client } from "@urql/core";

import { createStore } from "../app/store.ts";
import { dismiss, tell } from "../notices/notices.ts";
import { UNDO } from "./operations.ts";
import { newKey, send } from "./send.ts";

interface LastDecision {
  readonly decisionId: string;
  readonly externalId: string;
  /** Epoch milliseconds: afterwards it is final. */
  readonly until: number;
  readonly notice: number;
}

/** The decision that can still be taken back. */
export const lastDecision = createStore<LastDecision | null>(null);

/** Says what was decided, and offers to take it back until it is final. */
export function offerUndo(
  decided: { readonly decisionId: string; readonly externalId: string; readonly words: string; readonly finalAt: string },
  undo: () => void,
): void {
  const until = Date.parse(decided.finalAt);
  const before = lastDecision.get();
  if (before) dismiss(before.notice);
  const notice = tell({
    tone: "good",
    text: `${decided.externalId}: ${decided.words}. Final in`,
    until,
    action: { words: "Undo", keys: "z", run: undo },
  });
  const last = { decisionId: decided.decisionId, externalId: decided.externalId, until, notice };
  lastDecision.set(last);
  setTimeout(
    () => {
      if (lastDecision.get() === last) lastDecision.set(null);
    },
    Math.max(until - Date.now(), 0),
  );
}

/** Takes the last decision back and opens its case anew; says why where that is no longer possible. */
export async function undoLast(client: Client, open: (caseId: string) => void): Promise<void> {
  const last = lastDecision.get();
  if (!last) return;
  lastDecision.set(null);
  dismiss(last.notice);
  const input = { decisionId: last.decisionId, reasonCode: "TAKEN_BACK", note: null, idempotencyKey: newKey() };
  const sent = await send(client, UNDO, { input }, (data) => data.undoDecision);
  if (sent.kind === "done") {
    tell({ tone: "plain", text: `${last.externalId} is undecided again.` });
    open(sent.answer.caseId);
  } else if (sent.kind === "refused") {
    tell({ tone: "bad", text: `${last.externalId}: ${sent.refusal.message}` });
  } else {
    tell({ tone: "warn", text: sent.message, action: { words: "Send again", run: () => void sent.again() } });
  }
}
