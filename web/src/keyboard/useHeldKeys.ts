import { useLayoutEffect } from "preact/hooks";

import { beginAction } from "./waiting.ts";

/** Refuses the keys of a page in words as long as the component that fetches it stands. */
export function useHeldKeys(): void {
  useLayoutEffect(() => {
    const end = beginAction("elsewhere");
    return () => end(true);
  }, []);
}
