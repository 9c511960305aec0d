import { useEffect, useRef } from "preact/hooks";

import type { Explored } from "./exploring.ts";
import { fileName } from "./graphJson.ts";
import { saveJson, savePng, saveSvg } from "./save.tsx";

interface Props {
  readonly explored: Explored | null;
  readonly root: string;
  /** ISO; null for now. */
  readonly asOf: string | null;
}

/** Saves what is drawn as a file; its name says the node and the moment. */
export function SaveMenu({ explored, root, asOf }: Props) {
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) place.current?.removeAttribute("open");
    };
    addEventListener("pointerdown", onDown);
    return () => removeEventListener("pointerdown", onDown);
  }, []);
  const save = (write: (explored: Explored, name: string) => void) => () => {
    place.current?.removeAttribute("open");
    if (!explored) return;
    const title = explored.picture.nodes.get(root)?.title ?? "drawing";
    write(explored, fileName(title, asOf ?? new Date().toISOString()));
  };
  return (
    <details class="save-menu" ref={place}>
      <summary class="button small">Save</summary>
      <div class="save-choices">
        <button class="button small" onClick={save((one, name) => void savePng(one, name))}>
          PNG
        </button>
        <button class="button small" onClick={save(saveSvg)}>
          SVG
        </button>
        <button class="button small" onClick={save((one, name) => saveJson(one, name, { start: root, asOf }))}>
          JSON
        </button>
      </div>
    </details>
  );
}
