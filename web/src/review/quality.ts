/** What the quality gates said of a case's data, in words and as a tone. */
export function qualityWords(quality: string): { readonly words: string; readonly tone: string } {
  if (quality === "CLEAN") return { words: "Clean data", tone: "good" };
  if (quality === "TAINTED") return { words: "Tainted data", tone: "bad" };
  return { words: "Data not checked", tone: "warn" };
}
