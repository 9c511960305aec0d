import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { useCommands } from "../../../keyboard/useCommands.ts";

interface Props {
  /** The nodes that hold the text, in reading order; what is drawn is looked through on every letter. */
  readonly matchesOf: (text: string) => readonly string[];
  /** Shows all matches, and moves to one; null ends it. */
  readonly onFind: (matches: ReadonlySet<string> | null, current: string | null) => void;
}

/** Finds names in the drawing: Enter moves on, Shift and Enter back, Escape ends it. */
export function FindBar({ matchesOf, onFind }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useCommands([{ keys: "f", words: "Find in the drawing", group: "Explorer", run: () => setOpen(true) }]);
  // Before the next key can come: it belongs to the text that is looked for.
  useLayoutEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);
  const matches = matchesOf(text);
  const move = (to: number, among = matches) => {
    const place = among.length === 0 ? 0 : (to + among.length) % among.length;
    setAt(place);
    onFind(new Set(among), among[place] ?? null);
  };
  const close = () => {
    setOpen(false);
    setText("");
    onFind(null, null);
  };
  const look = (next: string) => {
    setText(next);
    if (next.trim() === "") onFind(null, null);
    else move(0, matchesOf(next));
  };
  if (!isOpen)
    return (
      <button class="button small" onClick={() => setOpen(true)}>
        Find
      </button>
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" || event.key === "ArrowDown") move(at + (event.shiftKey ? -1 : 1));
    else if (event.key === "ArrowUp") move(at - 1);
    else return;
    event.preventDefault();
  };
  const isEmpty = text.trim() === "";
  return (
    <search class="find-bar" onKeyDown={onKeyDown}>
      <label>
        <span class="for-readers">Find in the drawing</span>
        <input
          ref={input}
          type="search"
          value={text}
          placeholder="Find in the drawing"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => look(event.currentTarget.value)}
        />
      </label>
      <output>{isEmpty ? "" : matches.length === 0 ? "none" : `${Math.min(at, matches.length - 1) + 1} of ${matches.length}`}</output>
      <button class="button small" disabled={isEmpty || matches.length < 2} onClick={() => move(at - 1)}>
        <span aria-hidden="true">↑</span>
        <span class="for-readers">Previous match</span>
      </button>
      <button class="button small" disabled={isEmpty || matches.length < 2} onClick={() => move(at + 1)}>
        <span aria-hidden="true">↓</span>
        <span class="for-readers">Next match</span>
      </button>
      <button class="button small" onClick={close}>
        Done
      </button>
    </search>
  );
}
