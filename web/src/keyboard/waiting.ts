import { dismiss, tell } from "../notices/notices.ts";

/** Where an action leaves its user: on the same case, or on a page that they have not seen yet. */
export type Leads = "here" | "elsewhere";

interface Press {
  readonly key: string;
  readonly act: () => void;
}

const actions = new Set<{ readonly leads: Leads }>();
let kept: Press[] = [];
let lastNotice = 0;

/**
 * Begins an action; returns what ends it, given whether it succeeded.
 *
 * Keys that are pressed meanwhile are kept and act afterwards where the action stays on its case; else they are refused
 * in words: no key is lost, and none acts on another case than the one it was pressed on.
 */
export function beginAction(leads: Leads): (ok: boolean) => void {
  const action = { leads };
  actions.add(action);
  if (leads === "elsewhere") refuseKept("another case came first");
  return (ok) => {
    // What the action changed is rendered first: the commands of the page must be there.
    setTimeout(() => {
      if (!actions.delete(action)) return;
      if (!ok) refuseKept("what came before it did not succeed");
      void replay();
    });
  };
}

/** Whether a key that is pressed now must wait. */
export function isWaiting(): boolean {
  return actions.size > 0 || kept.length > 0;
}

/** Keeps a key press for the end of the action, or refuses it in words. */
export function keepOrRefuse(press: Press): void {
  kept.push(press);
  if ([...actions].some((action) => action.leads === "elsewhere")) refuseKept("the page was not ready yet");
}

async function replay(): Promise<void> {
  while (actions.size === 0) {
    const next = kept.shift();
    if (!next) return;
    next.act();
    // Each key finds the page as the one before has left it.
    await new Promise((done) => setTimeout(done));
  }
}

function refuseKept(why: string): void {
  if (kept.length === 0) return;
  const shown = kept.map(({ key }) => `“${key}”`).join(" ");
  kept = [];
  dismiss(lastNotice);
  lastNotice = tell({ tone: "warn", text: `${shown} did nothing: ${why}. Press it again.` });
}
