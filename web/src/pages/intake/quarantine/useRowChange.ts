import { useClient } from "@urql/preact";

import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { useReversibleChange } from "../../../notices/useReversibleChange.ts";
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
  const { working, run } = useReversibleChange(onChange);
  const change = (row: RefusedRow, words: string, attempt: () => Promise<Sent<object>>, undo?: () => void) =>
    void run({ subject: `Line ${row.line} of ${row.file}`, words, attempt, undo });
  const reopen = (row: RefusedRow) => {
    const input = { rowId: row.id, idempotencyKey: newKey() };
    change(row, "it waits again.", () => send(client, REOPEN_ROW, { input }, (data) => data.reopenQuarantine));
  };
  return {
    working,
    reopen,
    mend: (row, cells) => {
      const sent = Object.entries(cells).map(([column, text]) => ({ column, text }));
      const input = { rowId: row.id, cells: sent, idempotencyKey: newKey() };
      const attempt = () => send(client, REPLAY_ROW, { input }, (data) => data.replayQuarantine);
      change(row, "mended; its file is read again.", attempt, () => reopen(row));
    },
    dismiss: (row, reason) => {
      const input = { rowId: row.id, reason, idempotencyKey: newKey() };
      const attempt = () => send(client, DISMISS_ROW, { input }, (data) => data.dismissQuarantine);
      change(row, "left out.", attempt, () => reopen(row));
    },
  };
}
