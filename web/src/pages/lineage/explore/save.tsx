import { render } from "preact";

import { layOut, type Layout } from "../../../drawing/cards.ts";
import { CardsSvg } from "../../../drawing/CardsSvg.tsx";
import { type Colours, coloursNow } from "../../../drawing/colours.ts";
import { paintCards } from "../../../drawing/paint.ts";
import { measureIn } from "../../../drawing/wrap.ts";
import { saveBlob, saveFile } from "../../../files/saveFile.ts";
import type { Explored } from "./exploring.ts";
import { jsonOf } from "./graphJson.ts";

/** Pixels of the file for each of the drawing, so that its letters are sharp in print. */
const SCALE = 2;
/** Browsers draw no image that is wider or higher. */
const MOST_PIXELS = 16_384;

/** Saves the drawing as an SVG file; its texts stay texts. */
export function saveSvg({ cards }: Explored, name: string): void {
  const holder = document.createElement("div");
  const [layout, colours] = drawn(cards);
  render(<CardsSvg layout={layout} colours={colours} />, holder);
  const svg = holder.querySelector("svg");
  if (svg) saveFile(`${name}.svg`, new XMLSerializer().serializeToString(svg), "image/svg+xml");
  render(null, holder);
}

/** Saves the drawing as a PNG file, twice as large as on the screen where that is possible. */
export async function savePng({ cards }: Explored, name: string): Promise<void> {
  const [layout, colours] = drawn(cards);
  const scale = Math.min(SCALE, MOST_PIXELS / layout.width, MOST_PIXELS / layout.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(layout.width * scale);
  canvas.height = Math.ceil(layout.height * scale);
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(scale, scale);
  paintCards(context, layout, colours);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) saveBlob(`${name}.png`, blob);
}

/** Saves the nodes and edges of the drawing as JSON. */
export function saveJson({ picture }: Explored, name: string, about: Readonly<Record<string, string | null>>): void {
  saveFile(`${name}.json`, jsonOf(picture, about), "application/json");
}

function drawn(cards: Explored["cards"]): readonly [Layout, Colours] {
  const colours = coloursNow();
  return [layOut(cards, measureIn(colours.font), null), colours];
}
