import { createStore } from "../app/store.ts";
import { session } from "../session/session.ts";

export type Tone = "plain" | "good" | "warn" | "bad";

/** A short message that comes and goes; with an action it stays until its end. */
export interface Notice {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  /** Goes with the first press unless it `stays`. */
  readonly action?: { readonly words: string; readonly keys?: string; readonly run: () => void; readonly stays?: boolean };
  /** Whether its action is running: shown, and not to be begun again. */
  readonly working?: boolean;
  /** Epoch milliseconds up to which the action can be taken; shown as a countdown. */
  readonly until?: number;
}

const SHOWN_MILLISECONDS = 6000;
const SHOWN_WITH_ACTION = 15_000;
let last = 0;

export const notices = createStore<readonly Notice[]>([]);

session.onLeave(() => notices.set([]));

export function notify(notice: Omit<Notice, "id">): number {
  const id = (last += 1);
  notices.set([...notices.get(), { ...notice, id }]);
  const now = Date.now();
  const stays = notice.until ? notice.until - now : notice.action ? SHOWN_WITH_ACTION : SHOWN_MILLISECONDS;
  const end = () => {
    if (notices.get().every((one) => one.id !== id || one.working !== true)) dismiss(id);
  };
  setTimeout(end, Math.max(stays, 0));
  return id;
}

/** Replaces what a notice says as long as it stands. */
export function amend(id: number, change: Pick<Notice, "text" | "working">): void {
  notices.set(notices.get().map((one) => (one.id === id ? { ...one, ...change } : one)));
}

export function dismiss(id: number): void {
  notices.set(notices.get().filter((one) => one.id !== id));
}
