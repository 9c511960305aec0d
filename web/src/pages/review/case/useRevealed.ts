import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send } from "../../../graphql/send.ts";
import type { Json } from "../../../graphql/tada.ts";
import { notify } from "../../../notices/notices.ts";
import { REVEAL } from "./evidence.ts";

interface Revealed {
  readonly values: Readonly<Record<string, Json>>;
  readonly working: boolean;
  readonly reveal: () => void;
}

/** Masked values of a case in the clear, once a person asked for them; that is recorded before they are shown. */
export function useRevealed(caseId: string): Revealed {
  const client = useClient();
  const [values, setValues] = useState<Readonly<Record<string, Json>>>({});
  const [working, setWorking] = useState(false);
  const reveal = async (): Promise<void> => {
    setWorking(true);
    const sent = await send(client, REVEAL, { input: { caseId, idempotencyKey: newKey() } }, (data) => data.revealMasked);
    setWorking(false);
    if (sent.kind === "done") setValues(Object.fromEntries(sent.answer.values.map((one) => [one.name, one.value])));
    else notify({ tone: "bad", text: sent.kind === "refused" ? sent.refusal.message : sent.message });
  };
  return { values, working, reveal: () => void reveal() };
}
