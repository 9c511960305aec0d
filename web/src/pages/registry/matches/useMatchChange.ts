import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { DECIDE_MATCH, type LikelyMatch } from "./operations.ts";

type Decided = "SAME" | "DIFFERENT";

interface MatchChanges {
  readonly working: boolean;
  readonly decide: (match: LikelyMatch, state: Decided, reason: string) => void;
  readonly takeBack: (match: LikelyMatch) => void;
}

const WORDS = { SAME: "held to be one.", DIFFERENT: "held to be two.", PROPOSED: "waits for a decision again." } as const;

/** Returns what can be decided about two entities that may be one; each decision can be taken back from its notice. */
export function useMatchChange(onChange: () => void): MatchChanges {
  const client = useClient();
  const [working, setWorking] = useState(false);
  const run = async (match: LikelyMatch, state: keyof typeof WORDS, attempt: () => Promise<Sent<object>>): Promise<void> => {
    setWorking(true);
    const sent = await attempt();
    setWorking(false);
    const names = match.entities.map((entity) => entity.name).join(" and ");
    if (sent.kind === "done") {
      const undo = state === "PROPOSED" ? {} : { action: { words: "Undo", run: () => takeBack(match) } };
      notify({ tone: "good", text: `${names}: ${WORDS[state]}`, ...undo });
      onChange();
    } else if (sent.kind === "refused") {
      notify({ tone: "bad", text: `${names}: ${sent.refusal.message}` });
    } else {
      notify({ tone: "warn", text: sent.message, action: { words: "Send again", run: () => void run(match, state, sent.again) } });
    }
  };
  const change = (match: LikelyMatch, state: keyof typeof WORDS, reason: string | null) => {
    const input = { matchId: match.id, state, reason, idempotencyKey: newKey() };
    void run(match, state, () => send(client, DECIDE_MATCH, { input }, (data) => data.decideIdentityMatch));
  };
  const takeBack = (match: LikelyMatch) => change(match, "PROPOSED", null);
  return { working, takeBack, decide: (match, state, reason) => change(match, state, reason.trim() || null) };
}
