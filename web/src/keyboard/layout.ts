const LETTER = /^\p{L}$/u;
const LATIN = /^[a-z]$/i;
const PLAIN = /^[\x20-\x7e]$/;
const KEY_OF_CODE = /^(?:Key|Digit)([A-Z0-9])$/;
/** Marks that mean the same in other scripts. */
const SAME: Readonly<Record<string, string>> = { "؟": "?", "；": ";", "？": "?", "／": "/", "÷": "/" };

/** Whether the letters that were typed last are Latin ones: marks such as `/` are letters' keys on some other layouts. */
let isLatin = true;

/**
 * The names that a key press can have in a command, the likeliest first.
 *
 * What the key types comes first. On a layout whose letters are not Latin, and for digits that need Shift, it is the
 * place of the key on the board that counts.
 */
export function namesOf(event: KeyboardEvent): readonly string[] {
  const { key, code } = event;
  const typed = SAME[key] ?? key;
  if (LETTER.test(typed)) isLatin = LATIN.test(typed);
  const names = [LATIN.test(typed) && !event.shiftKey ? typed.toLowerCase() : typed];
  // Caps Lock is no reason not to hear a letter; Shift on top of it gives a small one.
  if (LATIN.test(typed) && event.shiftKey) names.push(typed.toLowerCase());
  const place = KEY_OF_CODE.exec(code)?.[1]?.toLowerCase();
  if (place !== undefined && !event.shiftKey && countsByPlace(typed, place)) names.push(place);
  return names;
}

function countsByPlace(typed: string, place: string): boolean {
  if (typed.length !== 1 || LATIN.test(typed)) return false;
  const isDigit = place >= "0" && place <= "9";
  return isDigit ? typed < "0" || typed > "9" : !PLAIN.test(typed) || !isLatin;
}
