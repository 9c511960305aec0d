import { useState } from "preact/hooks";

import type { Sent } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";

/** Sends one command at a time and says what came of it; `done` runs once it is on record. */
export function useSending() {
  const [working, setWorking] = useState(false);
  const submit = async <Answer,>(sending: Promise<Sent<Answer>>, words: string, done: (answer: Answer) => void) => {
    setWorking(true);
    const sent = await sending;
    setWorking(false);
    if (sent.kind === "refused") notify({ tone: "bad", text: sent.refusal.message });
    else if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else {
      notify({ tone: "good", text: words });
      done(sent.answer);
    }
    return sent.kind === "done";
  };
  return { working, submit };
}
