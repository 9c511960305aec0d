/** The result of the data checks of a case, in words and as a tone. */
export function qualityWords(quality: string): { readonly words: string; readonly tone: string } {
  if (quality === "CLEAN") return { words: "data checked", tone: "good" };
  if (quality === "TAINTED") return { words: "data has faults", tone: "bad" };
  return { words: "data not checked", tone: "warn" };
}
