import type { Client } from "@urql/core";

import { createStore } from "../../app/store.ts";
import { isolated } from "../../format/visible.ts";
import { beginAction } from "../../keyboard/waiting.ts";
import { amend, dismiss, notify } from "../../notices/notices.ts";
import { session } from "../../session/session.ts";
import { CASE, TASK } from "./case/operations.ts";
import { UNDO } from "./operations.ts";
import { newKey, send, type Sent } from "../../graphql/send.ts";

interface LastDecision {
  readonly decisionId: string;
  readonly externalId: string;
  /** Epoch milliseconds: afterwards it is final. */
  readonly until: number;
  readonly notice: number;
  /** Whether it is being taken back. */
  readonly working: boolean;
}

/** The decision that can still be taken back. */
export const lastDecision = createStore<LastDecision | null>(null);

session.onLeave(() => lastDecision.set(null));

/** Says what was decided, and offers to take it back until it is final. */
export function offerUndo(
  decided: { readonly decisionId: string; readonly externalId: string; readonly words: string; readonly finalAt: string },
  undo: () => void,
): void {
  const until = Date.parse(decided.finalAt);
  const before = lastDecision.get();
  if (before) dismiss(before.notice);
  const notice = notify({
    tone: "good",
    text: `${isolated(decided.externalId)}: ${decided.words}. Final in`,
    until,
    action: { words: "Undo", keys: "z", run: undo, stays: true },
  });
  const { decisionId, externalId } = decided;
  lastDecision.set({ decisionId, externalId, until, notice, working: false });
  setTimeout(
    () => {
      const now = lastDecision.get();
      if (now?.decisionId === decisionId && !now.working) lastDecision.set(null);
    },
    Math.max(until - Date.now(), 0),
  );
}

/** Takes the last decision back and opens its case anew; says why where that is no longer possible. */
export async function undoLast(client: Client, open: (caseId: string) => void): Promise<void> {
  const last = lastDecision.get();
  if (!last || last.working) return;
  lastDecision.set({ ...last, working: true });
  amend(last.notice, { text: `${isolated(last.externalId)}: taking the decision back…`, working: true });
  const input = { decisionId: last.decisionId, reasonCode: "TAKEN_BACK", note: null, idempotencyKey: newKey() };
  const fresh = async ({ caseId, nextTaskId }: UndoneCase) => {
    await readAnew(client, caseId, nextTaskId);
    open(caseId);
  };
  await takeBack(last, () => send(client, UNDO, { input }, (data) => data.undoDecision), fresh);
}

interface UndoneCase {
  readonly caseId: string;
  readonly nextTaskId: string | null;
}

type Undone = Sent<UndoneCase>;

/** Fetches the case as it is now: its page would first show the decision that was taken back, and take no keys. */
async function readAnew(client: Client, caseId: string, taskId: string | null): Promise<void> {
  const now = { requestPolicy: "network-only" } as const;
  await Promise.all([
    client.query(CASE, { id: caseId }, now).toPromise(),
    taskId === null ? null : client.query(TASK, { id: taskId }, now).toPromise(),
  ]);
}

async function takeBack(last: LastDecision, attempt: () => Promise<Undone>, open: (undone: UndoneCase) => Promise<void>): Promise<void> {
  const end = beginAction("elsewhere");
  const sent = await attempt();
  dismiss(last.notice);
  if (lastDecision.get()?.decisionId === last.decisionId) lastDecision.set(null);
  if (sent.kind === "done") {
    notify({ tone: "plain", text: `${isolated(last.externalId)} is undecided again.` });
    await open(sent.answer);
  } else if (sent.kind === "refused") {
    notify({ tone: "bad", text: `${isolated(last.externalId)}: ${sent.refusal.message}` });
  } else {
    const again = () => void takeBack(last, sent.again, open);
    notify({ tone: "warn", text: sent.message, action: { words: "Send again", run: again } });
  }
  end(sent.kind === "done");
}
