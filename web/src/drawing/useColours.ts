import { useEffect, useMemo, useState } from "preact/hooks";

import { useStore } from "../app/store.ts";
import { theme } from "../app/theme.ts";
import { type Colours, coloursNow } from "./colours.ts";

const SYSTEM_DARK = matchMedia("(prefers-color-scheme: dark)");

/** The colours of the theme: one object until the theme changes, for a new one has everything drawn anew. */
export function useColours(): Colours {
  const chosen = useStore(theme);
  const [isDark, setDark] = useState(SYSTEM_DARK.matches);
  useEffect(() => {
    const onChange = () => setDark(SYSTEM_DARK.matches);
    SYSTEM_DARK.addEventListener("change", onChange);
    return () => SYSTEM_DARK.removeEventListener("change", onChange);
  }, []);
  return useMemo(coloursNow, [chosen, isDark]);
}
