import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";

import { isRefusal } from "../../../graphql/answers.ts";
import { notify } from "../../../notices/notices.ts";
import { session } from "../../../session/session.ts";
import { caseAddress } from "../addresses.ts";
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
    const task = data.tasks.nodes.find((one) => one.id !== taskId && !passed.has(one.id));
    if (!task) return null;
    void client.query(CASE, { id: task.caseId }).toPromise();
    void client.query(TASK, { id: task.id }).toPromise();
    return task.caseId;
  }

  async function go(): Promise<void> {
    if (taskId !== null) passed.add(taskId);
    // Who decides faster than the queue answers waits for it: there may well be a next one.
    const caseId = await next.current;
    if (caseId === null) notify({ tone: "plain", text: "There is no other free case in this queue." });
    route(caseId === null ? "/" : caseAddress(caseId));
  }

  useEffect(() => {
    next.current = taskId === null ? NOTHING : find();
  }, [taskId]);

  return { go };
}
