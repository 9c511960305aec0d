import { createStore } from "../app/store.ts";

export interface Viewer {
  readonly account: string;
  readonly roles: readonly string[];
}

type State =
  | { readonly kind: "unknown" }
  | { readonly kind: "out"; readonly expired: boolean }
  | { readonly kind: "in"; readonly viewer: Viewer };

const state = createStore<State>({ kind: "unknown" });
const forgetters = new Set<() => void>();
/** Where the browser keeps whose traces are in it, and what GraphiQL keeps of its user's queries. */
const LAST_ACCOUNT = "signoff-account";
const EDITOR = "graphiql:";

/** Who is logged in. The cookie itself is kept from scripts; the server says whose it is. */
export const session = {
  state,
  /** Runs `forget` before anybody else can see what this account left in the tab. */
  onLeave(forget: () => void): void {
    forgetters.add(forget);
  },
  began(viewer: Viewer): void {
    const before = localStorage.getItem(LAST_ACCOUNT);
    if (before !== null && before !== viewer.account) forgetAll();
    localStorage.setItem(LAST_ACCOUNT, viewer.account);
    state.set({ kind: "in", viewer });
  },
  ended(): void {
    const before = state.get();
    if (before.kind !== "out") state.set({ kind: "out", expired: before.kind === "in" });
  },
};

/** Whether who is logged in may read reviewers' notes; the server refuses others anyway. */
export function readsNotes(): boolean {
  return hasRole("reviewer", "analyst", "auditor", "policy owner");
}

/** Whether who is logged in may read the audit log, and with it evidence; the server refuses others anyway. */
export function readsAudit(): boolean {
  return hasRole("analyst", "auditor", "admin", "policy owner", "reviewer");
}

/** Whether who is logged in may change the registry; the server refuses others anyway. */
export function managesRegistry(): boolean {
  return hasRole("policy owner", "admin");
}

/** Whether who is logged in may ask for a pack's load; the server refuses others anyway. */
export function loadsPacks(): boolean {
  return hasRole("admin");
}

export type LogIn = { readonly ok: true; readonly viewer: Viewer } | { readonly ok: false; readonly message: string };

interface Answer {
  readonly account?: string;
  readonly roles?: string[];
  readonly errors?: readonly { readonly message: string }[];
}

export async function logIn(account: string, password: string): Promise<LogIn> {
  try {
    const response = await post("/auth/login", { account, password });
    const answer = (await response.json()) as Answer;
    if (response.ok && answer.account !== undefined) {
      return { ok: true, viewer: { account: answer.account, roles: answer.roles ?? [] } };
    }
    return { ok: false, message: answer.errors?.[0]?.message ?? "You could not be logged in, and the server gave no reason. Try again in a moment." };
  } catch {
    return { ok: false, message: "The server cannot be reached. Check that it runs, then try again." };
  }
}

export async function logOut(): Promise<void> {
  await post("/auth/logout", {});
  forgetAll();
  state.set({ kind: "out", expired: false });
}

/** What was left on purpose is forgotten; a session that merely ended gets it back. */
function forgetAll(): void {
  for (const forget of forgetters) forget();
  const traces = Object.keys(localStorage).filter((name) => name === LAST_ACCOUNT || name.startsWith(EDITOR));
  for (const name of traces) localStorage.removeItem(name);
}

function post(path: string, content: object): Promise<Response> {
  return fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
  });
}

/** Whether who is logged in reviews cases; the server refuses others anyway. */
export function decides(): boolean {
  return hasRole("reviewer");
}

/** Whether who is logged in may grant exceptions; the server refuses others anyway. */
export function grantsExceptions(): boolean {
  return hasRole("policy owner");
}

/** Whether who is logged in may open, work off and close recalls; the server refuses others anyway. */
export function managesRecalls(): boolean {
  return hasRole("policy owner");
}

/** Whether who is logged in may open and reset breakers; the server refuses others anyway. */
export function managesBreakers(): boolean {
  return hasRole("policy owner", "admin");
}

/** Whether who is logged in may reopen a case; the server refuses the others. */
export function reopensCases(): boolean {
  return hasRole("policy owner");
}

/** Whether who is logged in may appeal any decision; the server refuses others, but for who asked for the case. */
export function appealsDecisions(): boolean {
  return hasRole("reviewer", "analyst");
}

function hasRole(...roles: readonly string[]): boolean {
  const now = state.get();
  return now.kind === "in" && now.viewer.roles.some((role) => roles.includes(role));
}

/** Whether who is logged in may delegate the tasks of others; the server refuses others anyway. */
export function managesPeople(): boolean {
  const now = state.get();
  return now.kind === "in" && now.viewer.roles.includes("admin");
}

/** Whether who is logged in may delegate tasks at all. */
export function delegatesTasks(): boolean {
  return decides() || managesPeople();
}
