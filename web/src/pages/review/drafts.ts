import { session } from "../../session/session.ts";

/** Notes that were begun, by account, task and verdict: a session that ends takes none along. */
const drafts = new Map<string, string>();

session.onLeave(() => drafts.clear());

/** Returns the note that this account began for a verdict on a task; empty where there is none. */
export function draftOf(taskId: string, verdict: string): string {
  return drafts.get(keyOf(taskId, verdict)) ?? "";
}

export function keepDraft(taskId: string, verdict: string, text: string): void {
  drafts.set(keyOf(taskId, verdict), text);
}

/** Forgets a note that was sent. */
export function dropDraft(taskId: string, verdict: string): void {
  drafts.delete(keyOf(taskId, verdict));
}

function keyOf(taskId: string, verdict: string): string {
  const state = session.state.get();
  return JSON.stringify([state.kind === "in" ? state.viewer.account : "", taskId, verdict]);
}
