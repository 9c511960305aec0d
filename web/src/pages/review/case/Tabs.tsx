import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

import { Keys } from "../../../keyboard/Keys.tsx";

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly words: string;
  readonly keys: string;
}

interface Props<Name extends string> {
  tabs: readonly Tab<Name>[];
  open: Name;
  onOpen: (name: Name) => void;
  children: ComponentChildren;
}

/** Sections of which one is open; the arrow keys move between their names. */
export function Tabs<Name extends string>({ tabs, open, onOpen, children }: Props<Name>) {
  const list = useRef<HTMLDivElement>(null);
  function step(by: number) {
    const at = tabs.findIndex((tab) => tab.name === open);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (!next) return;
    onOpen(next.name);
    list.current?.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
  }
  return (
    <section class="panel tabbed">
      <div
        ref={list}
        class="tabs"
        role="tablist"
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") step(1);
          if (event.key === "ArrowLeft") step(-1);
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.name}
            id={`tab-${tab.name}`}
            class="tab"
            role="tab"
            aria-selected={tab.name === open}
            aria-controls="tab-panel"
            tabIndex={tab.name === open ? 0 : -1}
            onClick={() => onOpen(tab.name)}
          >
            {tab.words} <Keys keys={tab.keys} />
          </button>
        ))}
      </div>
      <div id="tab-panel" class="tab-panel" role="tabpanel" aria-labelledby={`tab-${open}`} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
