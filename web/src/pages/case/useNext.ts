import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";

import { isRefusal } from "../../graphql/answers.ts";
import { tell } from "../../notices/notices.ts";
import { caseAddress } from "../../review/addresses.ts";
import { CASE, NEXT, type TaskDetail, TASK } from "./operations.ts";

/** Tasks that the reviewer has passed on in this sitting: they do not come next again. */
const passed = new Set<string>();

/** Fetches the case that comes next while this one is read, and returns what goes there. */
export function useNext(task: TaskDetail | null): { readonly go: () => void } {
  const client = useClient();
  const { route } = useLocation();
  const next = useRef<string | null>(null);
  const taskId = task?.id ?? null;
  const queue = task?.queue ?? null;

  async function find(): Promise<void> {
    const { data } = await client.query(NEXT, { queue }, { requestPolicy: "network-only" }).toPromise();
    if (!data || isRefusal(data.tasks)) return;
    const found = data.tasks.nodes.find((one) => one.id !== taskId && !passed.has(one.id));
    next.current = found?.caseId ?? null;
    if (!found) return;
    await Promise.all([
      client.query(CASE, { id: found.caseId }).toPromise(),
      client.query(TASK, { id: found.id }).toPromise(),
    ]);
  }

  useEffect(() => {
    next.current = null;
    if (taskId !== null) void find();
  }, [taskId]);

  return {
    go() {
      if (taskId !== null) passed.add(taskId);
      if (next.current !== null) route(caseAddress(next.current));
      else {
        tell({ tone: "plain", text: "No other free case waits in this queue." });
        route("/");
      }
    },
  };
}
