import { render } from "preact";

import { coloursNow } from "./colours.ts";
import type { Picture } from "./model.ts";
import { SvgDrawing } from "./SvgDrawing.tsx";

/** Saves the drawing as an SVG file. */
export function saveSvg(picture: Picture, name: string): void {
  const holder = document.createElement("div");
  render(<SvgDrawing picture={picture} colours={coloursNow()} selected={null} />, holder);
  const drawn = holder.querySelector("svg");
  if (!drawn) return;
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.svg`;
  link.click();
  URL.revokeObjectURL(address);
  render(null, holder);
}
