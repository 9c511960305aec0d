import { inWords } from "../../../format/words.ts";
import type { TaskDetail } from "./operations.ts";

export type VerdictName = "APPROVE" | "REJECT" | "EDIT" | "RESPOND" | "ABSTAIN";

export interface VerdictOffer {
  readonly verdict: VerdictName;
  readonly keys: string;
  /** What it does; null for one that decides nothing. */
  readonly action: string | null;
  /** On the button. */
  readonly words: string;
  /** Above the reasons. */
  readonly title: string;
  readonly noteWords: string;
  readonly needsNote: boolean;
  readonly reasonCodes: readonly string[];
}

/** What a reviewer can say about a task, in the words of its decision point. */
export function verdictsOf(task: TaskDetail): readonly VerdictOffer[] {
  const demands = (verdict: VerdictName) => task.noteRequired.includes(verdict);
  const reasons = (verdict: VerdictName) =>
    task.reasonsByVerdict.find((one) => one.verdict === verdict)?.reasonCodes ?? [];
  const proposal = inWords(task.proposal);
  const alternative = inWords(task.alternative);
  const correction = (): VerdictOffer => {
    const words = task.correction === null ? "Correct the data" : inWords(task.correction);
    return {
      verdict: "EDIT",
      keys: "e",
      action: task.correction,
      words,
      title: `${words}: what is wrong, and why?`,
      noteWords: demands("EDIT") ? "Why, in your words" : "Note (optional)",
      needsNote: demands("EDIT"),
      reasonCodes: reasons("EDIT"),
    };
  };
  return [
    {
      verdict: "APPROVE",
      keys: "a",
      action: task.proposal,
      words: proposal,
      title: `${proposal}: why?`,
      noteWords: demands("APPROVE") ? "Why, in your words" : "Note (optional)",
      needsNote: demands("APPROVE"),
      reasonCodes: reasons("APPROVE"),
    },
    {
      verdict: "REJECT",
      keys: "r",
      action: task.alternative,
      words: alternative,
      title: `${alternative}: why?`,
      noteWords: demands("REJECT") ? "Why, in your words" : "Note (optional)",
      needsNote: demands("REJECT"),
      reasonCodes: reasons("REJECT"),
    },
    correction(),
    {
      verdict: "RESPOND",
      keys: "q",
      action: null,
      words: "Ask a question",
      title: "Ask: what is it about?",
      noteWords: "Your question",
      needsNote: true,
      reasonCodes: reasons("RESPOND"),
    },
    {
      verdict: "ABSTAIN",
      keys: "s",
      action: null,
      words: "Abstain",
      title: "Abstain: why?",
      noteWords: demands("ABSTAIN") ? "Why, in your words" : "Note (optional)",
      needsNote: demands("ABSTAIN"),
      reasonCodes: reasons("ABSTAIN"),
    },
  ];
}

/** Whether it judges the case: what is asked first at a blind-first point, and only after a look where impact is high. */
export function isJudgement({ verdict }: VerdictOffer): boolean {
  return verdict === "APPROVE" || verdict === "EDIT" || verdict === "REJECT";
}
