import type { Client } from "@urql/core";
import { useClient } from "@urql/preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { isRefusal } from "../../../graphql/answers.ts";
import type { VariablesOf } from "../../../graphql/tada.ts";
import { INBOX, type Row, type TaskPage } from "./operations.ts";

export type Filter = "all" | "free" | "mine";

export interface Inbox {
  readonly rows: readonly Row[] | null;
  readonly failure: string | null;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly refresh: () => void;
}

interface Loaded {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
}

const PAGE_ROWS = 50;
const POLL_MILLISECONDS = 8000;

/** Rows that were shown last for a filter: coming back to the desk shows them at once. */
const lastLoaded = new WeakMap<Client, Map<string, Loaded>>();

/** The open tasks of a queue, renewed every few seconds; further pages that were opened stay loaded. */
export function useInbox(queue: string | null, filter: Filter): Inbox {
  const client = useClient();
  const name = `${filter} ${queue ?? ""}`;
  const shownLast = lastLoadedOf(client);
  const [, render] = useState({});
  const [failure, setFailure] = useState<string | null>(null);
  const pages = useRef(new Map<string, number>());
  const latest = useRef(0);

  const load = useCallback(async () => {
    const turn = (latest.current += 1);
    const loaded = await fetchPages(client, queue, filter, pages.current.get(name) ?? 1);
    if (turn !== latest.current) return;
    setFailure(typeof loaded === "string" ? loaded : null);
    if (typeof loaded !== "string") shownLast.set(name, loaded);
    render({});
  }, [client, name]);

  useEffect(() => {
    void load();
    const timer = setInterval(() => {
      if (!document.hidden) void load();
    }, POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [load]);

  const loaded = shownLast.get(name);
  const ended = useEndOfClaims(loaded?.rows ?? null);
  const rows = useMemo(() => loaded && withoutEnded(loaded.rows, filter, Date.now()), [loaded, filter, ended]);
  return {
    rows: rows ?? null,
    failure,
    hasMore: loaded?.hasMore ?? false,
    more: () => {
      pages.current.set(name, (pages.current.get(name) ?? 1) + 1);
      void load();
    },
    refresh: () => void load(),
  };
}

/** Renders again when the next of the claims ends; returns how many ends it has seen. */
function useEndOfClaims(rows: readonly Row[] | null): number {
  const [seen, setSeen] = useState(0);
  const now = Date.now();
  const ends = (rows ?? []).flatMap((row) => (isClaimed(row) ? [Date.parse(row.leaseExpiresAt)] : [])).filter((end) => end > now);
  const next = ends.length === 0 ? null : Math.min(...ends);
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(() => setSeen((before) => before + 1), next - Date.now());
    return () => clearTimeout(timer);
  }, [next]);
  return seen;
}

/** The rows as they are now: a claim that has ended no longer holds its task. */
export function withoutEnded(rows: readonly Row[], filter: Filter, now: number): readonly Row[] {
  const current = rows.map((row) =>
    isClaimed(row) && Date.parse(row.leaseExpiresAt) <= now ? { ...row, mine: false, holder: null } : row,
  );
  return filter === "mine" ? current.filter((row) => row.mine) : current;
}

function isClaimed(row: Row): row is Row & { readonly leaseExpiresAt: string } {
  return row.state === "RESERVED" && row.leaseExpiresAt !== null;
}

function lastLoadedOf(client: Client): Map<string, Loaded> {
  const byName = lastLoaded.get(client) ?? new Map<string, Loaded>();
  lastLoaded.set(client, byName);
  return byName;
}

/** Returns so many pages one after another, or why they cannot be had. */
async function fetchPages(client: Client, queue: string | null, filter: Filter, count: number): Promise<Loaded | string> {
  const rows: Row[] = [];
  let after: string | null = null;
  for (let page = 0; page < count; page += 1) {
    const fetched: TaskPage | string = await fetchPage(client, queue, filter, after);
    if (typeof fetched === "string") return fetched;
    rows.push(...fetched.nodes);
    if (!fetched.pageInfo.hasNextPage) return { rows, hasMore: false };
    after = fetched.pageInfo.endCursor;
  }
  return { rows, hasMore: true };
}

async function fetchPage(
  client: Client,
  queue: string | null,
  filter: Filter,
  after: string | null,
): Promise<TaskPage | string> {
  const variables: VariablesOf<typeof INBOX> = {
    first: PAGE_ROWS,
    after,
    queue,
    states: filter === "free" ? ["READY"] : null,
    mine: filter === "mine",
  };
  const { data, error } = await client.query(INBOX, variables, { requestPolicy: "network-only" }).toPromise();
  if (!data) return error?.graphQLErrors[0]?.message ?? "The open cases could not be fetched.";
  return isRefusal(data.tasks) ? data.tasks.message : data.tasks;
}
