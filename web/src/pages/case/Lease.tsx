import { clock, moment } from "../../format/time.ts";
import { useNow } from "../../parts/useNow.ts";
import type { TaskDetail } from "./operations.ts";

const SOON_MILLISECONDS = 120_000;

/** Who holds the case and for how long. */
export function Lease({ task }: { task: TaskDetail }) {
  const now = useNow(1000);
  if (task.state === "SUSPENDED") {
    return <p class="lease warn">It waits: {task.questions.length > 0 ? "a question is open" : "its data is scored again"}.</p>;
  }
  // A claim that ran out has no holder any more.
  const free = task.state === "READY" || (task.state === "RESERVED" && task.holder === null);
  if (free) return <p class="lease">Free. A verdict claims it for you.</p>;
  if (task.leaseExpiresAt === null) return <p class="lease">Held by {task.holder ?? "somebody"}.</p>;
  const left = Date.parse(task.leaseExpiresAt) - now;
  if (!task.mine) {
    return (
      <p class="lease warn">
        Held by <b>{task.holder}</b> {left > 0 ? `until ${moment(task.leaseExpiresAt)}` : "on a claim that has ended"}.
      </p>
    );
  }
  if (left <= 0) return <p class="lease bad">Your claim has ended. Claim it again to decide.</p>;
  return (
    <p class={left < SOON_MILLISECONDS ? "lease warn" : "lease held"}>
      Yours for <b>{clock(left)}</b>
    </p>
  );
}
