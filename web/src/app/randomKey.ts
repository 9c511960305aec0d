const BYTES = 16;

/** Returns 32 random hexadecimal digits; `crypto.randomUUID` exists only under https and on localhost. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
