import { dismiss, notify } from "../notices/notices.ts";

/**
 * What an action leaves behind: the same case, a page that its user has not seen yet, or the same page whose case is
 * only read anew, so that the commands that it already has may run meanwhile.
 */
export type Leads = "here" | "elsewhere" | "refreshed";

interface Press {
  readonly key: string;
  /** Runs the command of the key; false where the page has none now. */
  readonly run: () => boolean;
}

const COMMAND_POLL_MILLISECONDS = 40;
/** How long a key waits for its command once nothing runs any more: a page renders within a few frames. */
const COMMAND_WAIT_MILLISECONDS = 1000;

const actions = new Set<{ readonly leads: Leads }>();
let queue: Press[] = [];
let isReplaying = false;
let lastNotice = 0;

/**
 * Begins an action; returns what ends it, given whether it succeeded.
 *
 * Keys that are pressed meanwhile wait and run afterwards where the action stays on its case; else they are refused in
 * words: no key is lost, and none acts on another case than the one it was pressed on.
 */
export function beginAction(leads: Leads): (ok: boolean) => void {
  const action = { leads };
  actions.add(action);
  if (leads === "elsewhere") refuseQueue("another case came first");
  return (ok) => {
    // What the action changed is rendered first: the commands of the page must be there.
    setTimeout(() => {
      if (!actions.delete(action)) return;
      if (!ok) refuseQueue("what came before it did not succeed");
      void replay();
    });
  };
}

/** Whether a key that is pressed now must wait although the page has its command. */
export function isWaiting(): boolean {
  return queue.length > 0 || isBlocked();
}

/** Whether a key without a command may get one soon. */
export function isUnsettled(): boolean {
  return queue.length > 0 || actions.size > 0;
}

/** Has a key press wait for the end of the action, or refuses it in words. */
export function waitOrRefuse(press: Press): void {
  queue.push(press);
  if ([...actions].some((action) => action.leads === "elsewhere")) refuseQueue("the page was not ready yet");
}

function isBlocked(): boolean {
  return [...actions].some((action) => action.leads !== "refreshed");
}

async function replay(): Promise<void> {
  if (isReplaying) return;
  isReplaying = true;
  try {
    await runQueue();
  } finally {
    isReplaying = false;
  }
}

async function runQueue(): Promise<void> {
  let waitUntil: number | null = null;
  while (!isBlocked()) {
    const next = queue.shift();
    if (!next) return;
    // It has left the queue: what it begins may refuse the keys behind it, but not itself.
    if (next.run()) {
      waitUntil = null;
      // Each key finds the page as the one before has left it.
      await pause(0);
    } else {
      queue.unshift(next);
      // A page that is read anew may get the command; the end of that begins the wait again.
      if (actions.size > 0) waitUntil = null;
      else waitUntil ??= performance.now() + COMMAND_WAIT_MILLISECONDS;
      if (waitUntil !== null && performance.now() >= waitUntil) refuseQueue("this page has no command for it now");
      else await pause(COMMAND_POLL_MILLISECONDS);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function refuseQueue(why: string): void {
  if (queue.length === 0) return;
  const shown = queue.map(({ key }) => `“${key}”`).join(" ");
  queue = [];
  dismiss(lastNotice);
  lastNotice = notify({ tone: "warn", text: `${shown} did nothing: ${why}. Press it again.` });
}
