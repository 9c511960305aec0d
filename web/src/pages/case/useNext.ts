import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";

import { isRefusal } from "../../graphql/answers.ts";
import { tell } from "../../notices/notices.ts";
import { session } from "../../session/session.ts";
import { caseAddress } from "../../review/addresses.ts";
import { CASE, NEXT, type TaskDetail, TASK } from "./operations.ts";

/** Tasks that the reviewer has passed on in this sitting: they do not come next again. */
const passed = new Set<string>();
const NOTHING = Promise.resolve(null);

session.onLeave(() => passed.clear());

/** Fetches the case that comes next while this one is read, and returns what goes there. */
export function useNext(task: TaskDetail | null): { readonly go: () => Promise<void> } {
  const client = useClient();
  const { route } = useLocation();
  const next = useRef<Promise<string | null>>(NOTHING);
  const taskId = task?.id ?? null;
  const queue = task?.queue ?? null;

  async function find(): Promise<string | null> {
    const { data } = await client.query(NEXT, { queue }, { requestPolicy: "network-only" }).toPromise();
    if (!data || isRefusal(data.tasks)) return null;
    const found = data.tasks.nodes.find((one) => one.id !== taskId && !passed.has(one.id));
    if (!found) return null;
    void client.query(CASE, { id: found.caseId }).toPromise();
    void client.query(TASK, { id: found.id }).toPromise();
    return found.caseId;
  }

  async function go(): Promise<void> {
    if (taskId !== null) passed.add(taskId);
    // Who decides faster than the queue answers waits for it: there may well be a next one.
    const found = await next.current;
    if (found === null) tell({ tone: "plain", text: "There is no other free case in this queue." });
    route(found === null ? "/" : caseAddress(found));
  }

  useEffect(() => {
    next.current = taskId === null ? NOTHING : find();
  }, [taskId]);

  return { go };
}
