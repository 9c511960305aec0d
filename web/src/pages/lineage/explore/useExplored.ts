import { useClient } from "@urql/preact";
import { useEffect, useState } from "preact/hooks";

import { explore, type Explored } from "./exploring.ts";
import { hopsText, type Question } from "./question.ts";

/** Answers the question of the address; the last answer stays in sight while the next one comes. */
export function useExplored(id: string, question: Question): { readonly explored: Explored | null; readonly busy: boolean } {
  const client = useClient();
  const [explored, setExplored] = useState<Explored | null>(null);
  const [busy, setBusy] = useState(true);
  const { way, depth, by, most, isUnfolded, asOf, to, hops } = question;
  useEffect(() => {
    let isWanted = true;
    setBusy(true);
    // A first drawing does not wait for the counts; a later one does, or a list of links that is open would go.
    const onDrawn = (first: Explored) => {
      if (isWanted) setExplored((before) => before ?? first);
    };
    void explore(client, id, question, onDrawn).then((result) => {
      if (!isWanted) return;
      setExplored(result);
      setBusy(false);
    });
    return () => {
      isWanted = false;
    };
  }, [client, id, way, depth, by, most, isUnfolded, asOf, to, hopsText(hops)]);
  return { explored, busy };
}
