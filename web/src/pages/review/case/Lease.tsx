import { clock, moment } from "../../../format/time.ts";
import { useNow } from "../../../parts/useNow.ts";
import type { TaskDetail } from "./operations.ts";

const SOON_MILLISECONDS = 120_000;

/** Nobody holds the case: to whom it is suggested, and why. */
function Free({ task }: { task: TaskDetail }) {
  return (
    <p class="lease">
      {task.suggestedTo !== null && (
        <>
          Suggested to {task.suggestedToMe ? "you" : <b><bdi>{task.suggestedTo}</bdi></b>} because {task.suggestedBecause}{" "}
        </>
      )}
      Nobody works on this case. Deciding claims it for you.
    </p>
  );
}

/** Who holds the case and for how long. */
export function Lease({ task }: { task: TaskDetail }) {
  const now = useNow(1000);
  if (task.suspendedUntil !== null) {
    return <p class="lease warn">{`${task.mine ? "You have" : `${task.holder ?? "Somebody"} has`} put this case off until ${moment(task.suspendedUntil)}.`}</p>;
  }
  if (task.state === "SUSPENDED") {
    return <p class="lease warn">Paused: {task.questions.length > 0 ? "a question is not answered yet" : "the risk is calculated again from new data"}.</p>;
  }
  // A claim that ran out has no holder any more.
  const free = task.state === "READY" || (task.state === "RESERVED" && task.holder === null);
  if (free) return <Free task={task} />;
  if (task.leaseExpiresAt === null) return <p class="lease">Held by {task.holder ?? "somebody"}.</p>;
  const left = Date.parse(task.leaseExpiresAt) - now;
  if (!task.mine) {
    return (
      <p class="lease warn">
        Held by <b>{task.holder}</b> {left > 0 ? `until ${moment(task.leaseExpiresAt)}` : ", but the claim has ended"}.
      </p>
    );
  }
  if (left <= 0) return <p class="lease bad">Your claim has ended. Claim it again to decide.</p>;
  return (
    <p class={left < SOON_MILLISECONDS ? "lease warn" : "lease held"}>
      Yours for <b>{clock(left)}</b>
      {task.heldFor !== null && (
        <>
          {" "}
          in the name of <b>{task.heldFor}</b>
        </>
      )}
    </p>
  );
}
