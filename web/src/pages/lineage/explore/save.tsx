import { render } from "preact";

import { layOut } from "../../../drawing/cards.ts";
import { CardsSvg } from "../../../drawing/CardsSvg.tsx";
import { coloursNow } from "../../../drawing/colours.ts";
import { measureIn } from "../../../drawing/wrap.ts";
import { saveFile } from "../../../files/saveFile.ts";
import type { Picture } from "./model.ts";

/** Saves the drawing as an SVG file. */
export function saveSvg(picture: Picture, name: string): void {
  const holder = document.createElement("div");
  const colours = coloursNow();
  render(<CardsSvg layout={layOut(picture, measureIn(colours.font), null)} colours={colours} />, holder);
  const drawn = holder.querySelector("svg");
  if (!drawn) return;
  saveFile(`${name}.svg`, new XMLSerializer().serializeToString(drawn), "image/svg+xml");
  render(null, holder);
}
