import { lazy } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useStore } from "../../../app/store.ts";
import { theme } from "../../../app/theme.ts";
import type { CanvasProps } from "./Canvas.tsx";
import { coloursNow } from "./colours.ts";
import { SvgDrawing } from "./SvgDrawing.tsx";

const Canvas = lazy(() => import("./Canvas.tsx"));
const HAS_WEBGL = canDraw();
const SYSTEM_DARK = matchMedia("(prefers-color-scheme: dark)");

/** The drawing, by WebGL where there is any. */
export function Drawing(props: Omit<CanvasProps, "colours">) {
  const colours = useColours();
  if (HAS_WEBGL) return <Canvas {...props} colours={colours} />;
  return (
    <div class="canvas-frame canvas-plain" tabIndex={0} role="group" aria-label="Drawing">
      <SvgDrawing picture={props.picture} colours={colours} selected={props.selected} onSelect={props.onSelect} />
    </div>
  );
}

/** The colours of the theme: one object until the theme changes, for a new one has everything drawn anew. */
function useColours() {
  const chosen = useStore(theme);
  const [isDark, setDark] = useState(SYSTEM_DARK.matches);
  useEffect(() => {
    const onChange = () => setDark(SYSTEM_DARK.matches);
    SYSTEM_DARK.addEventListener("change", onChange);
    return () => SYSTEM_DARK.removeEventListener("change", onChange);
  }, []);
  return useMemo(coloursNow, [chosen, isDark]);
}

function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
