import { useQuery } from "@urql/preact";
import { useEffect, useRef } from "preact/hooks";

import { isRefusal } from "../../../graphql/answers.ts";
import { INPUTS, type InputsDetail } from "./evidence.ts";

export interface InputsView {
  readonly inputs: InputsDetail | null;
  readonly failure: string | null;
  readonly again: () => void;
}

/** What a case was judged on; fetched anew when what is shown of its packet becomes another. */
export function useInputs(caseId: string, shown: string | null): InputsView {
  const [{ data, error, fetching }, fetchAgain] = useQuery({ query: INPUTS, variables: { id: caseId } });
  const seen = useRef(shown);
  useEffect(() => {
    if (seen.current !== shown) fetchAgain({ requestPolicy: "network-only" });
    seen.current = shown;
  }, [shown]);
  const answer = data?.caseInputs;
  const refusal = answer && isRefusal(answer) ? answer.message : null;
  return {
    inputs: answer && !isRefusal(answer) ? answer : null,
    failure: refusal ?? (error && !fetching ? "The inputs could not be fetched." : null),
    again: () => fetchAgain({ requestPolicy: "network-only" }),
  };
}
