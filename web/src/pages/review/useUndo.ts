import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";

import { useStore } from "../../app/store.ts";
import { caseAddress } from "./addresses.ts";
import { lastDecision, undoLast } from "./undo.ts";

interface Undo {
  /** Whether there is a decision that still can be taken back. */
  readonly possible: boolean;
  readonly working: boolean;
  readonly undo: () => void;
}

/** Returns what takes the last decision back. */
export function useUndo(): Undo {
  const client = useClient();
  const { route } = useLocation();
  const last = useStore(lastDecision);
  return {
    possible: last !== null,
    working: last?.working ?? false,
    undo: () => void undoLast(client, (caseId) => route(caseAddress(caseId))),
  };
}
