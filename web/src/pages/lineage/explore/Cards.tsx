import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { type Card, layOut, type Layout } from "../../../drawing/cards.ts";
import { CardsSvg } from "../../../drawing/CardsSvg.tsx";
import type { Colours } from "../../../drawing/colours.ts";
import type { Picture } from "../../../drawing/picture.ts";
import { measureIn } from "../../../drawing/wrap.ts";
import type { Step } from "./LinkButtons.tsx";
import { LinkMenu } from "./LinkMenu.tsx";
import type { Links } from "./links.ts";
import type { Hop } from "./question.ts";

const ZOOMS = [0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.5, 2];
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** How much worse a card lies that is beside the way of the arrow. */
const ASIDE = 2.5;
/** A pointer that moved less has clicked. */
const CLICK = 4;

export interface CardsViewProps {
  readonly picture: Picture;
  readonly colours: Colours;
  readonly selected: string | null;
  readonly way: readonly string[];
  /** The line of a way that was chosen. */
  readonly line: string | null;
  readonly hits: ReadonlySet<string> | null;
  readonly links: Links;
  readonly hops: readonly Hop[];
  /** How many nodes the drawing stands for. */
  readonly total: number;
  readonly onSelect: (id: string) => void;
  readonly onHop: (hop: Step) => void;
  readonly onHide: (hop: Step) => void;
}

/** The drawing as cards: scrolled, dragged, zoomed, and walked through with the arrow keys. */
export function Cards({ picture, colours, selected, way, line, hits, links, hops, total, onSelect, onHop, onHide }: CardsViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [focused, setFocused] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const measure = useMemo(() => measureIn(colours.font), [colours.font]);
  const layout = useMemo(() => layOut(picture, measure, selected), [picture, measure, selected]);
  const onWay = useMemo(() => new Set(way), [way]);
  const at = focused !== null && layout.cards.has(focused) ? focused : selected !== null && layout.cards.has(selected) ? selected : ([...layout.cards.keys()][0] ?? null);
  const chosenLine = layout.lines.find(({ edge }) => edge.id === line);
  const card = chosenLine?.effect ?? (selected === null ? undefined : layout.cards.get(selected));
  useLayoutEffect(() => {
    if (card && frame.current) intoView(frame.current, card, zoom);
  }, [card?.node.id, line, card?.x, card?.y, zoom]);
  const openedCard = opened === null ? undefined : layout.cards.get(opened);
  const toCard = (id: string) => frame.current?.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  useDragging(frame);
  const step = (by: number) => {
    const now = ZOOMS.findIndex((one) => one >= zoom);
    setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, (now < 0 ? ZOOMS.length - 1 : now) + by))] ?? 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (at === null || (event.target as Element).closest(".card") === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      // The first press selects the card; the second opens what it is linked to.
      if (at === selected && links.has(at)) setOpened(at);
      else onSelect(at);
    }
    if (event.key === "e" && links.has(at)) {
      event.preventDefault();
      event.stopPropagation();
      setOpened(at);
    }
    const next = way && nearest(layout, at, way);
    if (!way || next === undefined) return;
    event.preventDefault();
    setFocused(next.node.id);
    toCard(next.node.id);
  };
  return (
    <div class="canvas-frame">
      <div class="canvas cards-scroll" ref={frame} data-drawn={total} role="group" aria-label="Drawing" tabIndex={0} onKeyDown={onKeyDown}>
        <div class="cards-plane">
          <CardsSvg
            layout={layout}
            colours={colours}
            selected={selected}
            focused={at}
            way={onWay}
            line={line}
            hits={hits}
            zoom={zoom}
            onSelect={(id) => {
              setFocused(id);
              setOpened(null);
              onSelect(id);
            }}
            onMore={setOpened}
          />
          {openedCard && (
            <LinkMenu
              key={openedCard.node.id}
              card={openedCard}
              zoom={zoom}
              width={layout.width * zoom}
              links={links.get(openedCard.node.id) ?? []}
              hops={hops}
              onHop={onHop}
              onHide={onHide}
              onClose={() => {
                setOpened(null);
                setFocused(openedCard.node.id);
                toCard(openedCard.node.id);
              }}
            />
          )}
        </div>
      </div>
      <div class="canvas-tools">
        <button class="button small" disabled={zoom >= (ZOOMS.at(-1) ?? 1)} onClick={() => step(1)}>
          <span aria-hidden="true">+</span>
          <span class="for-readers">Zoom in</span>
        </button>
        <button class="button small" disabled={zoom <= (ZOOMS[0] ?? 1)} onClick={() => step(-1)}>
          <span aria-hidden="true">−</span>
          <span class="for-readers">Zoom out</span>
        </button>
        <button class="button small" onClick={() => setZoom(zoom === 1 && frame.current ? fitting(layout, frame.current) : 1)}>
          {zoom === 1 ? "All" : "100 %"}
        </button>
      </div>
    </div>
  );
}

/** The zoom at which all is in sight; never larger than life. */
function fitting(layout: Layout, frame: HTMLElement): number {
  return Math.max(ZOOMS[0] ?? 0, Math.min(1, frame.clientWidth / layout.width, frame.clientHeight / layout.height));
}

/** Scrolls a card into the middle unless it is in sight. */
function intoView(frame: HTMLElement, card: Card, zoom: number): void {
  const left = card.x * zoom;
  const top = card.y * zoom;
  const isInSight =
    frame.dataset.placed === "true" &&
    left >= frame.scrollLeft &&
    left + card.width * zoom <= frame.scrollLeft + frame.clientWidth &&
    top >= frame.scrollTop &&
    top + card.height * zoom <= frame.scrollTop + frame.clientHeight;
  frame.dataset.placed = "true";
  if (isInSight) return;
  frame.scrollTo({
    left: left + (card.width * zoom - frame.clientWidth) / 2,
    top: top + (card.height * zoom - frame.clientHeight) / 2,
  });
}

/** The next card in the direction of an arrow. */
function nearest(layout: Layout, from: string, [x, y]: readonly [x: number, y: number]): Card | undefined {
  const here = layout.cards.get(from);
  if (!here) return undefined;
  let best: Card | undefined;
  let least = Infinity;
  for (const card of layout.cards.values()) {
    const right = card.x + card.width / 2 - here.x - here.width / 2;
    const down = card.y + card.height / 2 - here.y - here.height / 2;
    const along = right * x + down * y;
    const aside = Math.abs(right * y) + Math.abs(down * x);
    const far = along + aside * ASIDE;
    if (along > 1 && far < least) [best, least] = [card, far];
  }
  return best;
}

/** Lets a mouse drag the drawing; fingers and wheels scroll it as any page. */
function useDragging(frame: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    let from: { x: number; y: number; left: number; top: number } | null = null;
    let isDragged = false;
    const onDown = (event: PointerEvent) => {
      isDragged = false;
      if (event.pointerType === "mouse" && event.button === 0)
        from = { x: event.clientX, y: event.clientY, left: place.scrollLeft, top: place.scrollTop };
    };
    const onMove = (event: PointerEvent) => {
      if (!from) return;
      const [right, down] = [event.clientX - from.x, event.clientY - from.y];
      isDragged ||= Math.abs(right) + Math.abs(down) > CLICK;
      if (isDragged) place.scrollTo({ left: from.left - right, top: from.top - down });
    };
    const onUp = () => {
      from = null;
    };
    // What ends a drag is no click on the card under it.
    const onClick = (event: MouseEvent) => {
      if (isDragged) event.stopPropagation();
    };
    place.addEventListener("pointerdown", onDown);
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onUp);
    place.addEventListener("click", onClick, true);
    return () => {
      place.removeEventListener("pointerdown", onDown);
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", onUp);
      place.removeEventListener("click", onClick, true);
    };
  }, []);
}
