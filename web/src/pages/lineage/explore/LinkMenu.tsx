import { useLayoutEffect, useRef } from "preact/hooks";

import type { Card } from "../../../drawing/cards.ts";
import { LinkButtons, type Step } from "./LinkButtons.tsx";
import { type Link, undrawn } from "./links.ts";
import { type Hop, isSame } from "./question.ts";

/** How wide the list is, in pixels, so that it stays within the drawing. */
const WIDTH = 340;
const BELOW = 4;

interface Props {
  readonly card: Card;
  readonly zoom: number;
  /** Of the drawing, in pixels. */
  readonly width: number;
  readonly links: readonly Link[];
  readonly hops: readonly Hop[];
  readonly onHop: (hop: Step) => void;
  readonly onHide: (hop: Step) => void;
  readonly onClose: () => void;
}

/** What a card is linked to and not drawn, below it: the arrow keys walk through it, Escape goes back to the card. */
export function LinkMenu({ card, zoom, width, links, hops, onHop, onHide, onClose }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const id = card.node.id;
  const listed = links.filter((link) => undrawn(link) > 0 || hops.some((hop) => isSame(hop, { from: id, ...link })));
  const buttons = () => [...(place.current?.querySelectorAll<HTMLButtonElement>("button:enabled") ?? [])];
  // A button that has nothing more to show loses the focus with its being enabled.
  useLayoutEffect(() => {
    if (!place.current?.contains(document.activeElement) || document.activeElement?.matches(":disabled")) {
      (place.current?.querySelector<HTMLButtonElement>(".show-links:enabled") ?? buttons()[0])?.focus();
    }
  }, [links]);
  useLayoutEffect(() => place.current?.scrollIntoView({ block: "nearest", inline: "nearest" }), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") onClose();
    else if (by === undefined) return;
    else {
      const all = buttons();
      all[(all.indexOf(document.activeElement as HTMLButtonElement) + by + all.length) % all.length]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={place}
      class="link-menu"
      role="dialog"
      aria-label={`Linked to ${card.kind.toLowerCase()} ${card.lines.join(" ")}`}
      style={{ top: `${(card.y + card.height) * zoom + BELOW}px`, left: `${Math.max(0, Math.min(card.x * zoom, width - WIDTH))}px` }}
      onKeyDown={onKeyDown}
    >
      <LinkButtons id={id} links={listed} hops={hops} onHop={onHop} onHide={onHide} />
      <button class="button small" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
