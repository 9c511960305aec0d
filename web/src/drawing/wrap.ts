/** How wide a text is in a font size, in pixels. */
export type Measure = (text: string, size: number) => number;

/** A text in lines that fit; `isCut` where even so many lines do not hold it. */
export interface Wrapped {
  readonly lines: readonly string[];
  readonly isCut: boolean;
}

const BREAKS = /(?<=[ \-_./|:,])/;

/** Breaks a text between its words, a word that is too long within it; what is left over is cut with a mark. */
export function wrap(text: string, size: number, width: number, most: number, measure: Measure): Wrapped {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(BREAKS).flatMap((one) => pieces(one, size, width, measure))) {
    if (line === "" || measure((line + word).trimEnd(), size) <= width) line += word;
    else {
      lines.push(line.trimEnd());
      line = word.trimStart();
    }
  }
  if (line.trimEnd() !== "" || lines.length === 0) lines.push(line.trimEnd());
  if (lines.length <= most) return { lines, isCut: false };
  const last = Array.from(lines[most - 1] ?? "");
  while (last.length > 0 && measure(`${last.join("")}…`, size) > width) last.pop();
  return { lines: [...lines.slice(0, most - 1), `${last.join("")}…`], isCut: true };
}

function pieces(word: string, size: number, width: number, measure: Measure): readonly string[] {
  if (measure(word.trimEnd(), size) <= width) return [word];
  const parts: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && measure(piece + letter, size) > width) {
      parts.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...parts, piece];
}

/** About how wide letters are where no canvas measures them. */
const USUAL_LETTER = 0.58;

/** Measures by the browser's own letters, else by a usual letter's width. */
export function measureIn(font: string): Measure {
  const context = globalThis.document.createElement("canvas").getContext("2d");
  const widths = new Map<string, number>();
  return (text, size) => {
    if (!context) return text.length * size * USUAL_LETTER;
    const key = `${size} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    context.font = `${size}px ${font}`;
    const { width } = context.measureText(text);
    widths.set(key, width);
    return width;
  };
}
