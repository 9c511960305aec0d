import type { RefObject } from "preact";

import { saveBlob, saveFile } from "../files/saveFile.ts";
import { painted, svgText } from "./drawn.ts";

interface Props {
  readonly drawing: RefObject<SVGSVGElement>;
  readonly file: string;
}

/** Saves a chart as it is drawn: as SVG, whose texts stay texts, or as PNG, twice as large. */
export function SaveChart({ drawing, file }: Props) {
  function asSvg() {
    if (drawing.current) saveFile(`${file}.svg`, svgText(drawing.current), "image/svg+xml");
  }
  async function asPng() {
    const blob = drawing.current && (await painted(drawing.current));
    if (blob) saveBlob(`${file}.png`, blob);
  }
  return (
    <p class="chart-save">
      <button type="button" class="button small" onClick={asSvg} aria-label={`Save ${file} as SVG`}>
        SVG
      </button>{" "}
      <button type="button" class="button small" onClick={() => void asPng()} aria-label={`Save ${file} as PNG`}>
        PNG
      </button>
    </p>
  );
}
