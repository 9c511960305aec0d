import { useState } from "preact/hooks";

import type { Sent } from "../graphql/send.ts";
import { notify } from "./notices.ts";

interface Change {
  /** What is changed, as the notice begins. */
  readonly subject: string;
  /** What holds of it once that is on record. */
  readonly words: string;
  readonly attempt: () => Promise<Sent<object>>;
  /** Takes the change back; absent where it is itself taken back so. */
  readonly undo?: (() => void) | undefined;
}

interface ReversibleChange {
  readonly working: boolean;
  readonly run: (change: Change) => Promise<void>;
}

/** Makes changes that a notice can take back; one that was not answered can be sent again under its key. */
export function useReversibleChange(onChange: () => void): ReversibleChange {
  const [working, setWorking] = useState(false);
  const run = async (change: Change): Promise<void> => {
    const { subject, words, attempt, undo } = change;
    setWorking(true);
    const sent = await attempt();
    setWorking(false);
    if (sent.kind === "done") {
      notify({ tone: "good", text: `${subject}: ${words}`, ...(undo ? { action: { words: "Undo", run: undo } } : {}) });
      onChange();
    } else if (sent.kind === "refused") {
      notify({ tone: "bad", text: `${subject}: ${sent.refusal.message}` });
    } else {
      notify({ tone: "warn", text: sent.message, action: { words: "Send again", run: () => void run({ ...change, attempt: sent.again }) } });
    }
  };
  return { working, run };
}
