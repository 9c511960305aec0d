import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { inWords } from "../../../format/words.ts";
import { Keys } from "../../../keyboard/Keys.tsx";
import { useCommands } from "../../../keyboard/useCommands.ts";
import type { Json } from "../../../graphql/tada.ts";
import { draftOf, keepDraft } from "../drafts.ts";
import type { EditableField } from "./correction.ts";
import { CorrectionFields } from "./CorrectionFields.tsx";
import type { GivenVerdict } from "./useReview.ts";
import type { VerdictOffer } from "./verdicts.ts";

const LONGEST_NOTE = 4000;

interface Props {
  taskId: string;
  offer: VerdictOffer;
  /** What a correction may change. */
  fields: readonly EditableField[];
  /** Whether the verdict is the one that is recommended: no other has a button in front. */
  advised: boolean;
  working: boolean;
  onSend: (verdict: GivenVerdict) => void;
  onClose: () => void;
}

/** A verdict's reason and note; a digit picks the reason and, where no note is demanded, gives the verdict. */
export function VerdictForm({ taskId, offer, fields, advised, working, onSend, onClose }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [changes, setChanges] = useState<Readonly<Record<string, Json>>>({});
  const [text, setText] = useState(draftOf(taskId, offer.verdict));
  // Before the next key can come: later, it would take the focus from a note that is being typed.
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), [offer.verdict]);

  function sendWith(reasonCode: string) {
    const corrects = offer.verdict === "EDIT";
    if (corrects && Object.keys(changes).length === 0) {
      form.current?.querySelector<HTMLElement>(".correction input, .correction select")?.focus();
    } else if (reasonCode !== "" && (!offer.needsNote || text.trim() !== "")) {
      onSend({ verdict: offer.verdict, reasonCode, note: text, correction: corrects ? changes : null });
    } else note.current?.focus();
  }

  function pick(code: string) {
    setReason(code);
    sendWith(code);
  }

  useCommands([
    ...offer.reasonCodes.slice(0, 9).map((code, place) => ({
      keys: String(place + 1),
      words: inWords(code),
      group: offer.title,
      run: () => pick(code),
    })),
    { keys: "Escape", words: "Back without a verdict", group: offer.title, run: onClose },
  ]);

  return (
    <form
      ref={form}
      class="verdict-form"
      onSubmit={(event) => {
        event.preventDefault();
        sendWith(reason);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) sendWith(reason);
        if (event.key === "Escape" && event.target === note.current) onClose();
      }}
    >
      <fieldset disabled={working}>
        <legend>{offer.title}</legend>
        {offer.verdict === "EDIT" && <CorrectionFields fields={fields} changes={changes} onChange={setChanges} />}
        {offer.reasonCodes.map((code, place) => (
          <label key={code} class="reason">
            <input
              type="radio"
              name="reason"
              value={code}
              checked={reason === code}
              required
              onChange={() => setReason(code)}
            />
            <span>{inWords(code)}</span>
            {place < 9 && <Keys keys={String(place + 1)} />}
          </label>
        ))}
        <label class="note">
          {offer.noteWords}
          <textarea
            ref={note}
            rows={3}
            maxLength={LONGEST_NOTE}
            value={text}
            required={offer.needsNote}
            onInput={(event) => {
              keepDraft(taskId, offer.verdict, event.currentTarget.value);
              setText(event.currentTarget.value);
            }}
          />
        </label>
        <div class="row">
          <button class={advised || offer.action === null ? "button primary" : "button"}>{working ? "Sending…" : offer.words}</button>
          <button class="button quiet" type="button" onClick={onClose}>
            Back <Keys keys="Escape" />
          </button>
          <span class="dim small">Ctrl+Enter sends</span>
        </div>
      </fieldset>
    </form>
  );
}
