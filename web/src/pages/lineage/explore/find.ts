import { kindName, readableTitle } from "../../../format/words.ts";
import { FOLD } from "./fold.ts";
import type { Picture } from "./model.ts";

/** The nodes of a drawing whose kind and name hold every word, in the order in which they are read: left to right, top down. */
export function matchesIn(picture: Picture, folded: readonly string[], text: string): readonly string[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const isFolded = new Set(folded);
  const matching = [...picture.nodes.values()]
    .filter((node) => {
      const name = plain(`${kindName(node.kind)} ${readableTitle(node.title)}`);
      return words.every((word) => name.includes(word));
    })
    .toSorted((one, other) => one.x - other.x || one.y - other.y);
  return [...new Set(matching.map((node) => (isFolded.has(node.id) ? FOLD : node.id)))];
}

/** A text without case and accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
