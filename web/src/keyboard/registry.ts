import { createStore } from "../app/store.ts";

/** One command of the keyboard: what the help page lists is what the listener runs. */
export interface Command {
  /** A `KeyboardEvent.key`, or two of them with a blank between such as `g d`. */
  readonly keys: string;
  readonly words: string;
  readonly group: string;
  readonly run: () => void;
  readonly enabled?: boolean;
}

type Layer = readonly Command[];

/** The layers that are mounted now; a later layer wins. */
const layers = createStore<readonly Layer[]>([]);

export const commands = {
  layers,
  add(layer: Layer): () => void {
    layers.set([...layers.get(), layer]);
    return () => layers.set(layers.get().filter((one) => one !== layer));
  },
  /** All commands that would run now, each key once, the newest layer's. */
  listed(): readonly Command[] {
    const seen = new Map<string, Command>();
    for (const command of layers.get().toReversed().flat()) {
      if (!seen.has(command.keys)) seen.set(command.keys, command);
    }
    return [...seen.values()];
  },
};

const CHORD_MILLISECONDS = 1200;
let pending = { key: "", until: 0 };

/** Runs the command of a key press; presses in fields and with modifiers are the browser's own. */
export function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const chord = performance.now() < pending.until ? `${pending.key} ${event.key}` : event.key;
  pending = { key: "", until: 0 };
  const listed = commands.listed().filter((one) => one.enabled !== false);
  const found = listed.find((one) => one.keys === chord) ?? listed.find((one) => one.keys === event.key);
  if (found && !(event.key === "Enter" && isControl(event.target))) {
    event.preventDefault();
    found.run();
  } else if (listed.some((one) => one.keys.startsWith(`${event.key} `))) {
    pending = { key: event.key, until: performance.now() + CHORD_MILLISECONDS };
  }
}

const TYPED_INTO = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(TYPED_INTO) !== null;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a[href], button, summary") !== null;
}
