import { lazy } from "preact-iso";
import { useEffect, useState } from "preact/hooks";

import { useStore } from "../../app/store.ts";
import { theme } from "../../app/theme.ts";
import type { CanvasProps } from "./Canvas.tsx";
import { coloursNow } from "./colours.ts";
import { SvgDrawing } from "./SvgDrawing.tsx";

const Canvas = lazy(() => import("./Canvas.tsx"));
const HAS_WEBGL = canDraw();

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

/** The colours of the theme, read anew when it changes. */
function useColours() {
  const chosen = useStore(theme);
  const [colours, setColours] = useState(coloursNow);
  useEffect(() => {
    const read = () => setColours(coloursNow());
    read();
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    return () => system.removeEventListener("change", read);
  }, [chosen]);
  return colours;
}

function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
