import { useLayoutEffect, useRef } from "preact/hooks";

import { type Command, commands } from "./registry.ts";

/** Offers commands while the component is mounted; their actions are always those of the last render. */
export function useCommands(offered: readonly Command[]): void {
  const latest = useRef(offered);
  latest.current = offered;
  const shape = offered.map((one) => `${one.keys}|${one.words}|${String(one.enabled !== false)}`).join("\n");
  useLayoutEffect(
    () =>
      commands.add(
        latest.current.map((one, place) => ({
          ...one,
          run: () => latest.current[place]?.run(),
        })),
      ),
    [shape],
  );
}
