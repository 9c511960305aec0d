/** A code in words: `HAND_OVER` → `Hand over`, `past-deadline` → `Past deadline`. */
export function inWords(code: string): string {
  const text = code.replaceAll(/[_-]+/g, " ").trim().toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 case`, `3 cases`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** The first twelve digits of a digest: enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
