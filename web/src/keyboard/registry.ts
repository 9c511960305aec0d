import { createStore } from "../app/store.ts";
import { namesOf } from "./layout.ts";
import { isUnsettled, isWaiting, waitOrRefuse } from "./waiting.ts";

/** One command of the keyboard: what the help page lists is what the listener runs. */
export interface Command {
  /** A `KeyboardEvent.key`, or two of them with a blank between such as `g d`. */
  readonly keys: string;
  readonly words: string;
  readonly group: string;
  readonly run: () => void;
  readonly enabled?: boolean;
  /** Runs while an action is under way too: going elsewhere, and the help. */
  readonly always?: boolean;
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
  if (isModified(event) || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const names = namesOf(event);
  const listed = commands.listed().filter((one) => one.enabled !== false && (one.always === true || !isWaiting()));
  const command = commandOf(names, listed);
  if (command) {
    if (command.keys === "Enter" && isControl(event.target)) return;
    event.preventDefault();
    command.run();
  } else if (isUnsettled() && isMeant(names)) {
    event.preventDefault();
    // Held down, it would be refused again and again.
    if (!event.repeat) waitOrRefuse({ key: names[0] ?? "", run: () => runSingle(names) });
  }
}

/** Runs the command that the page has now for one of the names of a press; false where it has none. */
function runSingle(names: readonly string[]): boolean {
  const active = commands.listed().filter((one) => one.enabled !== false);
  const command = names.flatMap((name) => active.find((one) => one.keys === name) ?? [])[0];
  command?.run();
  return command !== undefined;
}

/** The command of a press, or of the chord that it ends; a press that begins a chord is remembered. */
function commandOf(names: readonly string[], listed: readonly Command[]): Command | undefined {
  const begun = performance.now() < pending.until ? pending.key : null;
  pending = { key: "", until: 0 };
  const chords = begun === null ? [] : names.map((name) => `${begun} ${name}`);
  for (const keys of [...chords, ...names]) {
    const command = listed.find((one) => one.keys === keys);
    if (command) return command;
  }
  const begins = names.find((name) => listed.some((one) => one.keys.startsWith(`${name} `)));
  if (begins !== undefined) pending = { key: begins, until: performance.now() + CHORD_MILLISECONDS };
  return undefined;
}

/** Whether a press can have been meant as a command: a letter, digit or mark that begins no chord, or the way out. */
function isMeant(names: readonly string[]): boolean {
  return pending.key === "" && names.some((name) => name === "Escape" || (name.length === 1 && name !== " "));
}

function isModified(event: KeyboardEvent): boolean {
  // On many boards marks are typed with AltGr, which some systems tell as Ctrl and Alt.
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
}

const TYPED_INTO = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(TYPED_INTO) !== null;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a[href], button, summary") !== null;
}
