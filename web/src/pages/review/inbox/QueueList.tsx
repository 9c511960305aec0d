import { inWords } from "../../../format/words.ts";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { AbsenceLink } from "./AbsenceLink.tsx";
import { MatchesLink } from "./MatchesLink.tsx";
import type { QueueRow } from "./operations.ts";

interface Props {
  /** Null until they are fetched. */
  queues: readonly QueueRow[] | null;
  chosen: string | null;
  onChoose: (queue: string | null) => void;
}

/** The queues with how many cases each has; one can be chosen. */
export function QueueList({ queues, chosen, onChoose }: Props) {
  if (queues === null) {
    return (
      <div class="queues">
        <Skeleton lines={4} label="Counting the open cases" />
      </div>
    );
  }
  const all = {
    key: null,
    name: "All queues",
    openTasks: sum(queues, (one) => one.openTasks),
    atRisk: sum(queues, (one) => one.atRisk),
    breached: sum(queues, (one) => one.breached),
    mine: sum(queues, (one) => one.mine),
  };
  return (
    <nav class="queues" aria-label="Queues">
      {[all, ...queues].map((queue) => (
        <button
          key={queue.key}
          class="queue"
          aria-pressed={chosen === queue.key}
          onClick={() => onChoose(queue.key)}
        >
          <span class="queue-name">{queueName(queue)}</span>
          <span class="queue-open">{queue.openTasks}</span>
          <span class="queue-state">
            {queue.breached > 0 && <span class="late">{queue.breached} late</span>}
            {queue.atRisk > 0 && <span class="soon">{queue.atRisk} soon late</span>}
            {queue.mine > 0 && <span class="yours">{queue.mine} yours</span>}
            {queue.breached + queue.atRisk + queue.mine === 0 && <span>all in time</span>}
          </span>
        </button>
      ))}
      <MatchesLink />
      <AbsenceLink />
    </nav>
  );
}

/** The name of a queue; one that has none but its key in words. */
export function queueName({ key, name }: { readonly key: string | null; readonly name: string }): string {
  return key === name ? inWords(key) : name;
}

function sum(queues: readonly QueueRow[], count: (queue: QueueRow) => number): number {
  return queues.reduce((total, queue) => total + count(queue), 0);
}
