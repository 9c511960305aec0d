import { useEffect, useRef } from "preact/hooks";

import { useStore } from "../app/store.ts";
import { Keys } from "./Keys.tsx";
import { type Command, commands } from "./registry.ts";

/** Lists every command that the open page understands. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useStore(commands.layers);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="keyboard-title" onClose={onClose}>
      <header class="dialog-head">
        <h2 id="keyboard-title">Keyboard</h2>
        <form method="dialog">
          <button class="button quiet">Close</button>
        </form>
      </header>
      <p class="dim key-layouts">
        Press the key with the letter or digit shown here. On Cyrillic, Greek, Hebrew and similar keyboards press the key
        that has this Latin letter; digits never need Shift. A key that you press while a case is being claimed takes
        effect as soon as the case is yours.
      </p>
      <div class="key-groups">
        {[...grouped(commands.listed())].map(([group, members]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl class="key-list">
              {members.map((one) => (
                <div key={one.keys} class={one.enabled === false ? "dim" : undefined}>
                  <dt>
                    <Keys keys={one.keys} />
                    <span class="for-readers">{one.keys}</span>
                  </dt>
                  <dd>
                    {one.words}
                    {one.enabled === false && " (not now)"}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}

function grouped(listed: readonly Command[]): Map<string, Command[]> {
  return Map.groupBy(listed, (one) => one.group);
}
