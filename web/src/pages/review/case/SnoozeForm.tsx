import { useState } from "preact/hooks";

import { localInput, moment } from "../../../format/time.ts";

interface Props {
  /** The deadline of the review; null where it has none. */
  readonly dueAt: string | null;
  readonly working: boolean;
  readonly onSnooze: (until: string) => void;
}

/** Puts a held case off until a moment within its deadline. */
export function SnoozeForm({ dueAt, working, onSnooze }: Props) {
  const [until, setUntil] = useState("");
  return (
    <details class="snooze">
      <summary>Put off</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSnooze(new Date(until).toISOString());
        }}
      >
        <label>
          {dueAt === null ? "Until (within 14 days)" : `Until (due ${moment(dueAt)})`}
          <input
            type="datetime-local"
            value={until}
            max={dueAt === null ? undefined : localInput(dueAt)}
            required
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </label>
        <button class="button small" disabled={working || until === ""}>
          Put it off
        </button>
      </form>
      <p class="dim">It stays yours, nobody else gets it meanwhile, and its deadline runs on.</p>
    </details>
  );
}
