import { useClient } from "@urql/preact";
import { useEffect, useState } from "preact/hooks";

import { explore, type Explored } from "./exploring.ts";
import { hopsText, type Question } from "./question.ts";

interface Answered {
  readonly explored: Explored | null;
  /** The question that it answers in full; null before the first answer. */
  readonly of: string | null;
}

/** Answers the question of the address; the last answer stays in sight while the next one comes. */
export function useExplored(id: string, question: Question): { readonly explored: Explored | null; readonly busy: boolean } {
  const client = useClient();
  const [{ explored, of }, setAnswer] = useState<Answered>({ explored: null, of: null });
  const { way, depth, by, most, isUnfolded, asOf, to, hops } = question;
  const questionKey = JSON.stringify([id, way, depth, by, most, isUnfolded, asOf, to, hopsText(hops)]);
  useEffect(() => {
    let isWanted = true;
    // A first drawing does not wait for the counts; a later one does, or a list of links that is open would go.
    const onDrawn = (first: Explored) => {
      if (isWanted) setAnswer((before) => ({ ...before, explored: before.explored ?? first }));
    };
    void explore(client, id, question, onDrawn).then((result) => {
      if (isWanted) setAnswer({ explored: result, of: questionKey });
    });
    return () => {
      isWanted = false;
    };
  }, [client, questionKey]);
  // By the question and not by an effect: the counts of the last answer are never in sight as those of the next one.
  return { explored, busy: of !== questionKey };
}
