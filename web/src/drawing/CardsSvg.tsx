import { isolated } from "../format/visible.ts";
import { counted, edgeName } from "../format/words.ts";
import { BOTTOM, type Card, KIND_LINE, KIND_SIZE, LABEL_SIZE, type Layout, NAME_LINE, NAME_SIZE, PADDING } from "./cards.ts";
import type { Colours } from "./colours.ts";
import { pathOf } from "./curves.ts";
import { familyOf, OUTLINES } from "./shapes.ts";

const ROUND = 6;
const MARK = 5;

export interface CardsProps {
  readonly layout: Layout;
  readonly colours: Colours;
  readonly selected?: string | null;
  /** The card that the keyboard is at; without one, cards are no buttons. */
  readonly focused?: string | null;
  /** Cards of a way between two, drawn stronger. */
  readonly way?: ReadonlySet<string>;
  /** The line that was chosen. */
  readonly line?: string | null;
  /** Cards that were searched for; the others step back. */
  readonly hits?: ReadonlySet<string> | null;
  readonly zoom?: number;
  readonly onSelect?: (id: string) => void;
  /** Opens the list of neighbours that are not drawn; without it their counts are left out. */
  readonly onMore?: (id: string) => void;
}

/** Cards with their lines, as one SVG that brings its colours along: it is also the file that is saved. */
export function CardsSvg({ layout, colours, selected, focused, way = NONE, line = null, hits = null, zoom = 1, onSelect, onMore }: CardsProps) {
  const isOnWay = (effect: string, cause: string) => way.has(effect) && way.has(cause);
  const isNear = (effect: string, cause: string) => effect === selected || cause === selected;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="cards"
      width={layout.width * zoom}
      height={layout.height * zoom}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role={focused === undefined ? "img" : "group"}
      aria-label={`Drawing of ${counted(layout.cards.size, "card")} and ${counted(layout.lines.length, "line")}; the list holds the same`}
      font-family={colours.font}
    >
      <rect width={layout.width} height={layout.height} fill={colours.page} />
      <defs>
        <marker id="cause" viewBox="0 0 8 8" refX="8" refY="4" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
          <path d="M0 .5 8 4 0 7.5Z" fill={colours.line} />
        </marker>
      </defs>
      {layout.lines.map(({ edge, effect, cause, points }) => {
        const isChosen = edge.id === line;
        const isStrong = isChosen || isOnWay(edge.effect, edge.cause) || isNear(edge.effect, edge.cause);
        return (
          <path
            key={edge.id}
            d={pathOf(points)}
            fill="none"
            stroke={isStrong ? colours.accent : colours.line}
            data-chosen={isChosen || undefined}
            stroke-width={isChosen ? 5 : isOnWay(edge.effect, edge.cause) ? 2.5 : isStrong ? 1.75 : 1}
            stroke-opacity={isStrong ? 1 : 0.55}
            marker-end="url(#cause)"
          >
            <title>{`${nameOfEnd(effect)} ${edgeName(edge.kind)} ${nameOfEnd(cause)}`}</title>
          </path>
        );
      })}
      {layout.labels.map((label) => (
        <text
          key={label.id}
          class="edge-label"
          x={label.x}
          y={label.y + LABEL_SIZE / 3}
          font-size={LABEL_SIZE}
          text-anchor="middle"
          fill={colours.quiet}
          stroke={colours.page}
          stroke-width="3"
          stroke-linejoin="round"
          paint-order="stroke"
        >
          {label.text}
        </text>
      ))}
      {[...layout.cards.values()].map((card) => (
        <CardMark
          key={card.node.id}
          card={card}
          colours={colours}
          isSelected={card.node.id === selected}
          isOnWay={way.has(card.node.id)}
          isBack={hits !== null && !hits.has(card.node.id)}
          isFocused={focused === undefined ? undefined : card.node.id === focused}
          onSelect={onSelect}
          onMore={onMore}
        />
      ))}
    </svg>
  );
}

function nameOfEnd(card: Card): string {
  return `${card.kind.toLowerCase()} ${isolated(card.lines.join(" "))}`;
}

const NONE: ReadonlySet<string> = new Set();

interface CardProps {
  readonly card: Card;
  readonly colours: Colours;
  readonly isSelected: boolean;
  readonly isOnWay: boolean;
  readonly isBack: boolean;
  readonly isFocused: boolean | undefined;
  readonly onSelect: ((id: string) => void) | undefined;
  readonly onMore: ((id: string) => void) | undefined;
}

function CardMark({ card, colours, isSelected, isOnWay, isBack, isFocused, onSelect, onMore }: CardProps) {
  const { node } = card;
  const family = familyOf(node.kind);
  const colour = colours.family.get(family.name) ?? colours.ink;
  const hidden = node.more === undefined ? 0 : node.more.causes + node.more.effects;
  const undrawn = hidden === 0 ? "" : `, ${node.more?.atLeast ? "at least " : ""}${counted(hidden, "link")} not drawn`;
  const whole = `${card.kind}: ${isolated(node.title)}${card.detail === null ? "" : `, ${card.detail}`}${undrawn}`;
  // SVG knows `tabindex` only in small letters.
  const button = isFocused === undefined ? {} : ({ role: "button", tabindex: isFocused ? 0 : -1, "aria-pressed": isSelected } as const);
  const isFolded = node.count > 1;
  return (
    <g
      class="card"
      data-id={node.id}
      data-cut={card.isCut}
      transform={`translate(${card.x} ${card.y})`}
      opacity={isBack ? 0.3 : 1}
      {...button}
      onClick={() => onSelect?.(node.id)}
    >
      <title>{whole}</title>
      {isFolded && (
        <rect x="4" y="4" width={card.width} height={card.height} rx={ROUND} fill={colours.surface} stroke={colour} stroke-opacity="0.6" />
      )}
      <rect
        class="card-face"
        width={card.width}
        height={card.height}
        rx={ROUND}
        fill={colours.surface}
        stroke={isSelected || isOnWay ? colours.accent : colour}
        stroke-width={isSelected ? 2.5 : isOnWay ? 2 : 1}
      />
      <path
        d={OUTLINES[family.shape]}
        transform={`translate(${PADDING + MARK} ${KIND_LINE - 5}) scale(${MARK})`}
        fill={colour}
        fill-rule="evenodd"
      />
      <text class="card-kind" x={PADDING + MARK * 2 + 5} y={KIND_LINE - 1} font-size={KIND_SIZE} fill={colours.quiet}>
        {card.kind}
      </text>
      {card.lines.map((line, at) => (
        <text key={at} class="card-name" x={PADDING} y={KIND_LINE + (at + 1) * NAME_LINE - 2} font-size={NAME_SIZE} font-weight="500" fill={colours.ink}>
          {line}
        </text>
      ))}
      {card.detail !== null && (
        <text class="card-detail" x={PADDING} y={KIND_LINE + (card.lines.length + 1) * NAME_LINE - 2} font-size={KIND_SIZE} fill={colours.quiet}>
          {card.detail}
        </text>
      )}
      {onMore && <MoreMark card={card} colours={colours} onMore={onMore} />}
    </g>
  );
}

/** How many neighbours are not drawn, at the lower corners: a click lists them. The keyboard has a key for it. */
function MoreMark({ card, colours, onMore }: { card: Card; colours: Colours; onMore: (id: string) => void }) {
  const y = card.height - BOTTOM;
  return (
    <>
      {card.more.map(
        (text, side) =>
          text !== null && (
            <text
              key={side}
              class="card-more"
              x={side === 0 ? PADDING : card.width - PADDING}
              y={y}
              font-size={KIND_SIZE}
              font-weight="600"
              text-anchor={side === 0 ? "start" : "end"}
              fill={colours.accent}
              onClick={(event) => {
                event.stopPropagation();
                onMore(card.node.id);
              }}
            >
              {text}
            </text>
          ),
      )}
    </>
  );
}
