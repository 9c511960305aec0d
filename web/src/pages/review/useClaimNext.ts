import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useRef } from "preact/hooks";

import { beginAction } from "../../keyboard/waiting.ts";
import { notify } from "../../notices/notices.ts";
import { caseAddress } from "./addresses.ts";
import { CLAIM_NEXT } from "./operations.ts";
import { newKey, send } from "../../graphql/send.ts";

/** Returns what claims the most urgent free task of a queue (of all queues for null) and opens its case. */
export function useClaimNext(queue: string | null): () => void {
  const client = useClient();
  const { route } = useLocation();
  const working = useRef(false);

  async function claim() {
    if (working.current) return;
    working.current = true;
    const end = beginAction("elsewhere");
    const sent = await send(client, CLAIM_NEXT, { input: { queue, idempotencyKey: newKey() } }, (data) => data.claimNextTask);
    working.current = false;
    if (sent.kind === "done") route(caseAddress(sent.answer.caseId));
    end(sent.kind === "done");
    if (sent.kind === "done") return;
    if (sent.kind === "unanswered") notify({ tone: "warn", text: sent.message });
    else if (sent.refusal.code === "NOT_FOUND") notify({ tone: "plain", text: "There is no free case that you may decide just now." });
    else notify({ tone: "bad", text: sent.refusal.message });
  }

  return () => void claim();
}
