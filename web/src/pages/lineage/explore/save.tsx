import { render } from "preact";

import { saveFile } from "../../../files/saveFile.ts";
import { coloursNow } from "./colours.ts";
import type { Picture } from "./model.ts";
import { SvgDrawing } from "./SvgDrawing.tsx";

/** Saves the drawing as an SVG file. */
export function saveSvg(picture: Picture, name: string): void {
  const holder = document.createElement("div");
  render(<SvgDrawing picture={picture} colours={coloursNow()} selected={null} />, holder);
  const drawn = holder.querySelector("svg");
  if (!drawn) return;
  saveFile(`${name}.svg`, new XMLSerializer().serializeToString(drawn), "image/svg+xml");
  render(null, holder);
}
