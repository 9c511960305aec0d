import { useQuery } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import { useTitle } from "../../../app/title.ts";
import { counted } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Keys } from "../../../keyboard/Keys.tsx";
import { useCommands } from "../../../keyboard/useCommands.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { useClaimNext } from "../useClaimNext.ts";
import "../review.css";
import { nameIn } from "../../registry/useNames.ts";
import { BreakerBanner } from "./BreakerBanner.tsx";
import { type QueueRow, QUEUES } from "./operations.ts";
import { QueueList, queueName } from "./QueueList.tsx";
import { TaskRow } from "./TaskRow.tsx";
import { type Filter, type Inbox, useInbox } from "./useInbox.ts";
import { useRowFocus } from "./useRowFocus.ts";
import "./inbox.css";

const FILTERS: readonly { readonly filter: Filter; readonly words: string; readonly keys: string }[] = [
  { filter: "all", words: "Open", keys: "o" },
  { filter: "free", words: "Free", keys: "f" },
  { filter: "mine", words: "Mine", keys: "m" },
];

/** The reviewer's desk: the cases that wait for review, most urgent first. */
export default function InboxPage() {
  const { query, route } = useLocation();
  const queue = query.queue ?? null;
  const filter = FILTERS.find((one) => one.filter === query.show)?.filter ?? "all";
  const inbox = useInbox(queue, filter);
  const focus = useRowFocus(inbox.rows);
  const claimNext = useClaimNext(queue);
  const [{ data }, fetchQueues] = useQuery({ query: QUEUES });
  useEffect(() => {
    fetchQueues({ requestPolicy: "network-only" });
  }, [inbox.rows]);
  const queues = data && !isRefusal(data.queues) ? data.queues.nodes : null;
  const chosen = queues?.find((one) => one.key === queue);
  const title = chosen ? queueName(chosen) : "Your desk";
  useTitle(deskTitle(title, filter, inbox));

  const show = (wanted: { queue?: string | null; filter?: Filter }) =>
    route(deskAddress(wanted.queue === undefined ? queue : wanted.queue, wanted.filter ?? filter));
  useCommands([
    { keys: "j", words: "Next row", group: "Desk", run: () => focus.move(1) },
    { keys: "k", words: "Previous row", group: "Desk", run: () => focus.move(-1) },
    { keys: "ArrowDown", words: "Next row", group: "Desk", run: () => focus.move(1) },
    { keys: "ArrowUp", words: "Previous row", group: "Desk", run: () => focus.move(-1) },
    { keys: "Enter", words: "Open the row", group: "Desk", run: () => focus.move(0) },
    { keys: "n", words: "Claim the most urgent free case and open it", group: "Desk", run: claimNext },
    ...FILTERS.map((one) => ({
      keys: one.keys,
      words: `Show ${one.words.toLowerCase()} cases`,
      group: "Desk",
      run: () => show({ filter: one.filter }),
    })),
  ]);

  return (
    <div class="desk">
      <QueueList queues={queues} chosen={queue} onChoose={(key) => show({ queue: key })} />
      <section class="desk-list" aria-labelledby="desk-title">
        <header class="desk-head">
          <h1 id="desk-title">{title}</h1>
          <div class="filters" role="group" aria-label="Which cases">
            {FILTERS.map((one) => (
              <button
                key={one.filter}
                class="filter"
                aria-pressed={one.filter === filter}
                onClick={() => show({ filter: one.filter })}
              >
                {one.words}
              </button>
            ))}
          </div>
          <button class="button primary" onClick={claimNext}>
            Claim next <Keys keys="n" />
          </button>
        </header>
        <BreakerBanner queue={queue} />
        <Rows inbox={inbox} filter={filter} focus={focus} queues={queue === null && (queues?.length ?? 0) > 1 ? queues : null} />
      </section>
    </div>
  );
}

/** The title of the window: filter, length and queue of the list. */
function deskTitle(name: string, filter: Filter, { rows, hasMore }: Inbox): string {
  const which = FILTERS.find((one) => one.filter === filter)?.words ?? "";
  const count = rows === null ? "" : ` (${rows.length}${hasMore ? "+" : ""})`;
  return `${which}${count} · ${name}`;
}

interface RowsProps {
  readonly inbox: Inbox;
  readonly filter: Filter;
  readonly focus: ReturnType<typeof useRowFocus>;
  /** Where the list holds several: then each row names its own. */
  readonly queues: readonly QueueRow[] | null;
}

function Rows({ inbox, filter, focus, queues }: RowsProps) {
  if (!inbox.rows) {
    if (inbox.failure !== null) return <Failure message={inbox.failure} onRetry={inbox.refresh} />;
    return <Skeleton lines={12} label="Fetching the open cases" />;
  }
  if (inbox.rows.length === 0) return <NothingHere filter={filter} />;
  return (
    <>
      <ul class="tasks" ref={focus.list}>
        {inbox.rows.map((row) => (
          <TaskRow
            key={row.id}
            row={row}
            reachable={row.id === focus.current}
            queue={queues && nameIn(queues, row.queue)}
            onFocus={() => focus.onFocus(row.id)}
          />
        ))}
      </ul>
      <footer class="desk-foot">
        <span class="dim">{counted(inbox.rows.length, "case")}, most urgent first</span>
        {inbox.hasMore && (
          <button class="button" onClick={inbox.more}>
            Show more
          </button>
        )}
      </footer>
    </>
  );
}

const NOTHING: Record<Filter, readonly [string, string]> = {
  all: ["No case waits for review.", "New cases appear here automatically."],
  free: ["No case is free.", "Somebody works on every open case, or it waits for an answer."],
  mine: ["You have claimed no case.", "Press n to claim the most urgent free one."],
};

function NothingHere({ filter }: { filter: Filter }) {
  const [title, next] = NOTHING[filter];
  return (
    <EmptyState title={title}>
      <p>{next}</p>
    </EmptyState>
  );
}

function deskAddress(queue: string | null, filter: Filter): string {
  const params = new URLSearchParams();
  if (queue !== null) params.set("queue", queue);
  if (filter !== "all") params.set("show", filter);
  const text = params.toString();
  return text === "" ? "/" : `/?${text}`;
}
