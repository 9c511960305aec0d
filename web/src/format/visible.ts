/**
 * Characters that cannot be seen and change what can be: controls, marks of direction, zero widths, tags, fillers.
 *
 * Joiners stay (scripts and emoji need them), as do line breaks and tabs, the Arabic signs that are seen, and what
 * `isolated` puts around a text.
 */
const HIDDEN = /(?!\u200c|\u200d|[\t\n\r\u0600-\u0605\u06dd\u2068\u2069])[\p{Cc}\p{Cf}\u115f\u1160\u2028\u2029\u3164\uffa0]/gu;
const BEGIN = "\u2068";
const END = "\u2069";
/** Letters that run from right to left: where there are none, a text moves no other word. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATES = /[\u2066-\u2069]/gu;

/** A text in which each character that would be invisible stands as its number: `⟨U+202E⟩`. */
export function visible(text: string): string {
  const shown = text.replaceAll(HIDDEN, named);
  return isBalanced(shown) ? shown : shown.replaceAll(ISOLATES, named);
}

/** A text from outside within a sentence of ours, for attributes and titles; elsewhere `<bdi>` does the same. */
export function isolated(text: string): string {
  const shown = text.replaceAll(HIDDEN, named).replaceAll(ISOLATES, named);
  return RIGHT_TO_LEFT.test(shown) ? `${BEGIN}${shown}${END}` : shown;
}

function named(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `⟨U+${number.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** Whether each isolate that begins also ends: then it moves nothing outside itself. */
function isBalanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === BEGIN) open += 1;
    if (character === END && (open -= 1) < 0) return false;
  }
  return open === 0;
}
