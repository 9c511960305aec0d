/** A code in words: `HAND_OVER` → `Hand over`, `past-deadline` → `Past deadline`. */
export function inWords(code: string): string {
  return capitalised(code.replaceAll(/[_-]+/g, " ").trim().toLowerCase());
}

/** A name of the schema in words: `decidedAt` → `Decided at`, `BusinessEntity` → `Business entity`. */
export function nameInWords(name: string): string {
  return capitalised(name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase());
}

/** A text that begins with a capital. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 case`, `3 cases`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

const LONG_DIGEST = /[0-9a-f]{32,}/g;

/** A text with each digest in it cut to its first digits: `support-escalation|099d7b0f5f48…`. */
export function withShortDigests(text: string): string {
  return text.replaceAll(LONG_DIGEST, (digest) => `${shortDigest(digest)}…`);
}

/** A text that fits its place: its beginning, with a mark where the rest is left out. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** The first twelve digits of a digest: enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
