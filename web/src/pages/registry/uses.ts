import { counted } from "../../format/words.ts";

/** How much of a kind uses a node: `1 decision`, `25 decisions`, `1 task or decision point`. */
export function useText({ words, count }: { readonly words: string; readonly count: number }): string {
  return counted(count, words.replaceAll(/s\b/g, "").replace(" and ", " or "), words);
}
