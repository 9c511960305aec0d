import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";

import { useStore } from "../app/store.ts";
import { caseAddress } from "./addresses.ts";
import { lastDecision, undoLast } from "./undo.ts";

/** Returns what takes the last decision back, and whether there is one that still can be. */
export function useUndo(): { readonly possible: boolean; readonly undo: () => void } {
  const client = useClient();
  const { route } = useLocation();
  const last = useStore(lastDecision);
  return { possible: last !== null, undo: () => void undoLast(client, (caseId) => route(caseAddress(caseId))) };
}
