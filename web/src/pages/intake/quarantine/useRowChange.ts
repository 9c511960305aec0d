import { useClient } from "@urql/preact";
import { useState } from "preact/hooks";

import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { notify } from "../../../notices/notices.ts";
import { DISMISS_ROW, type RefusedRow, REOPEN_ROW, REPLAY_ROW } from "./operations.ts";

interface RowChanges {
  readonly working: boolean;
  readonly mend: (row: RefusedRow, cells: Readonly<Record<string, string>>) => void;
  readonly dismiss: (row: RefusedRow, reason: string) => void;
  readonly reopen: (row: RefusedRow) => void;
}

/** Returns what can be done with refused rows; mending and leaving out can be taken back from the notice. */
export function useRowChange(onChange: () => void): RowChanges {
  const client = useClient();
  const [working, setWorking] = useState(false);
  const run = async (row: RefusedRow, words: string, attempt: () => Promise<Sent<object>>, undo?: () => void): Promise<void> => {
    setWorking(true);
    const sent = await attempt();
    setWorking(false);
    const place = `Line ${row.line} of ${row.file}`;
    if (sent.kind === "done") {
      notify({ tone: "good", text: `${place}: ${words}`, ...(undo ? { action: { words: "Undo", run: undo } } : {}) });
      onChange();
    } else if (sent.kind === "refused") {
      notify({ tone: "bad", text: `${place}: ${sent.refusal.message}` });
    } else {
      notify({ tone: "warn", text: sent.message, action: { words: "Send again", run: () => void run(row, words, sent.again, undo) } });
    }
  };
  const reopen = (row: RefusedRow) => {
    const input = { rowId: row.id, idempotencyKey: newKey() };
    void run(row, "it waits again.", () => send(client, REOPEN_ROW, { input }, (data) => data.reopenQuarantine));
  };
  return {
    working,
    reopen,
    mend: (row, cells) => {
      const sent = Object.entries(cells).map(([column, text]) => ({ column, text }));
      const input = { rowId: row.id, cells: sent, idempotencyKey: newKey() };
      const attempt = () => send(client, REPLAY_ROW, { input }, (data) => data.replayQuarantine);
      void run(row, "mended; its file is read again.", attempt, () => reopen(row));
    },
    dismiss: (row, reason) => {
      const input = { rowId: row.id, reason, idempotencyKey: newKey() };
      const attempt = () => send(client, DISMISS_ROW, { input }, (data) => data.dismissQuarantine);
      void run(row, "left out.", attempt, () => reopen(row));
    },
  };
}
