import { useClient } from "@urql/preact";

import { newKey, send } from "../../../graphql/send.ts";
import { useReversibleChange } from "../../../notices/useReversibleChange.ts";
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
  const { working, run } = useReversibleChange(onChange);
  const change = (match: LikelyMatch, state: keyof typeof WORDS, reason: string | null) => {
    const input = { matchId: match.id, state, reason, idempotencyKey: newKey() };
    void run({
      subject: match.entities.map((entity) => entity.name).join(" and "),
      words: WORDS[state],
      attempt: () => send(client, DECIDE_MATCH, { input }, (data) => data.reviewIdentityMatch),
      undo: state === "PROPOSED" ? undefined : () => takeBack(match),
    });
  };
  const takeBack = (match: LikelyMatch) => change(match, "PROPOSED", null);
  return { working, takeBack, decide: (match, state, reason) => change(match, state, reason.trim() || null) };
}
