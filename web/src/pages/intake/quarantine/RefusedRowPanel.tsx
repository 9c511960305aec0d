import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import type { RefusedRow } from "./operations.ts";
import type { useRowChange } from "./useRowChange.ts";

interface PanelProps {
  readonly row: RefusedRow;
  readonly changes: ReturnType<typeof useRowChange>;
}

/** One refused row: where and why, and what can be done with it. */
export function RefusedRowPanel({ row, changes }: PanelProps) {
  return (
    <section class="panel refused" aria-label={`Line ${row.line} of ${isolated(row.file)}`}>
      <h2>
        Line {row.line} of <bdi>{row.file}</bdi>
      </h2>
      <p class="reason">
        <bdi>{row.reason}</bdi>
      </p>
      <p class="dim">
        {row.key !== null && (
          <>
            Record <bdi>{row.key}</bdi>,{" "}
          </>
        )}
        refused {moment(row.refusedAt)}, <a href={exploreAddress(row.loadId)}>its load</a>
      </p>
      {row.text !== null && (
        <pre class="raw">
          <bdi>{row.text}</bdi>
        </pre>
      )}
      {row.state === "OPEN" && row.cells.length > 0 && <MendForm row={row} changes={changes} />}
      {row.state === "OPEN" && <DismissForm row={row} changes={changes} />}
      {row.state !== "OPEN" && <Cells row={row} />}
      {(row.state === "MENDED" || row.state === "DISMISSED") && (
        <button type="button" class="button" disabled={changes.working} onClick={() => changes.reopen(row)}>
          Take back
        </button>
      )}
    </section>
  );
}

function MendForm({ row, changes }: PanelProps) {
  const before = Object.fromEntries(row.cells.map((cell) => [cell.column, cell.mended ?? cell.text]));
  const [texts, setTexts] = useState(before);
  const [all, setAll] = useState(row.column === null);
  const shown = row.cells.filter((cell) => all || cell.column === row.column);
  const mended = Object.fromEntries(row.cells.filter((cell) => texts[cell.column] !== cell.text).map((cell) => [cell.column, texts[cell.column] ?? ""]));
  const send = (event: Event) => {
    event.preventDefault();
    changes.mend(row, mended);
  };
  return (
    <form class="mend" onSubmit={send}>
      <div class="cells">
        {shown.map((cell) => (
          <label key={cell.column} class={cell.column === row.column ? "wrong" : undefined}>
            {cell.column}
            <input
              type="text"
              dir="auto"
              autocomplete="off"
              value={texts[cell.column]}
              onInput={(event) => setTexts({ ...texts, [cell.column]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <p class="row">
        <button type="submit" class="button primary" disabled={changes.working || Object.keys(mended).length === 0}>
          Read again as mended
        </button>
        {!all && (
          <button type="button" class="button" onClick={() => setAll(true)}>
            Show all {row.cells.length} cells
          </button>
        )}
      </p>
    </form>
  );
}

function DismissForm({ row, changes }: PanelProps) {
  const [reason, setReason] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    changes.dismiss(row, reason);
  };
  return (
    <form class="row dismiss" onSubmit={send}>
      <label>
        Why it is left out
        <input type="text" dir="auto" maxLength={400} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button" disabled={changes.working || reason.trim() === ""}>
        Leave out
      </button>
    </form>
  );
}

function Cells({ row }: { row: RefusedRow }) {
  return (
    <dl class="cells">
      {row.cells
        .filter((cell) => cell.mended !== null)
        .map((cell) => (
          <div key={cell.column}>
            <dt>{cell.column}</dt>
            <dd>
              <del>
                <bdi>{cell.text === "" ? "nothing" : cell.text}</bdi>
              </del>{" "}
              <ins>
                <bdi>{cell.mended === "" ? "nothing" : cell.mended}</bdi>
              </ins>
            </dd>
          </div>
        ))}
    </dl>
  );
}
