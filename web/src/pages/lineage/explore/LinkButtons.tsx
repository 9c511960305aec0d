import { PAGE } from "./exploring.ts";
import { type Link, linkWords, undrawn } from "./links.ts";
import { type Hop, isSame } from "./question.ts";

export type Step = Omit<Hop, "pages">;

interface Props {
  readonly id: string;
  readonly links: readonly Link[];
  readonly hops: readonly Hop[];
  readonly onHop: (hop: Step) => void;
  readonly onHide: (hop: Step) => void;
}

/** The links of a node, each with a button that draws its next neighbours, or takes away those that were added. */
export function LinkButtons({ id, links, hops, onHop, onHide }: Props) {
  if (links.length === 0) return <p class="dim">Nothing is linked to it at this time.</p>;
  return (
    <ul class="groups">
      {links.map((link) => {
        const hop = { from: id, way: link.way, edge: link.edge, kind: link.kind } as const;
        const isOpened = hops.some((one) => isSame(one, hop));
        const rest = undrawn(link);
        return (
          <li key={`${link.way} ${link.edge} ${link.kind ?? ""}`}>
            <span class="group-words">
              <span aria-hidden="true">{link.way === "UP" ? "←" : "→"}</span>
              <span>{linkWords(link)}</span>
            </span>
            <span class="row">
              {isOpened && (
                <button class="button small" onClick={() => onHide(hop)}>
                  Hide
                  <span class="for-readers">{` ${linkWords(link)}`}</span>
                </button>
              )}
              <button class="button small show-links" disabled={rest === 0} onClick={() => onHop(hop)}>
                {buttonWords(rest, link.count, isOpened)}
                <span class="for-readers">{` ${linkWords(link)}`}</span>
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What the button says: `Show`, `Show 25 of 12,340`, `Next 25 of 12,340`, `Shown`. */
export function buttonWords(rest: number, count: number, isOpened: boolean): string {
  if (rest === 0) return "Shown";
  const next = isOpened ? "Next" : "Show";
  if (rest <= PAGE) return rest === count ? next : `${next} ${rest} of ${count.toLocaleString("en-GB")}`;
  return `${next} ${PAGE} of ${count.toLocaleString("en-GB")}`;
}
