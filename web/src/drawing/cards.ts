import { edgeName, kindName, nameOf } from "../format/words.ts";
import type { Curve } from "./curves.ts";
import { type Label, labelsOf } from "./edgeLabels.ts";
import { shortNames } from "./names.ts";
import type { GraphEdge, GraphNode, Picture } from "./picture.ts";
import { type Column, route } from "./routes.ts";
import { type Measure, wrap } from "./wrap.ts";

export const KIND_SIZE = 11;
export const NAME_SIZE = 12;
export const LABEL_SIZE = 11;
export const PADDING = 10;
export const KIND_LINE = 17;
export const NAME_LINE = 15;
/** Room for a name before it goes on in the next line, and how many lines it has. */
const WIDEST = 156;
const NARROWEST = 76;
const MOST_LINES = 4;
export const BOTTOM = 8;
/** How far the middles of cards in a column stand apart at least, and their edges. */
const ROW = 58;
const APART = 10;
/** Between columns of one layer, and between layers without names of edges. */
const NEAR = 14;
const GAP = 26;
const MARGIN = 20;
/** Layers are whole numbers apart; columns of one layer less. */
const SAME_LAYER = 0.6;
/** More lines than so many are drawn without names: they would only cover each other. */
const MOST_NAMED = 600;

/** A card with the lines that stand on it. */
export interface Card {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: string;
  readonly lines: readonly string[];
  readonly detail: string | null;
  readonly isCut: boolean;
  /** What stands at its lower corners: how many causes and effects are not drawn; null for none. */
  readonly more: readonly [causes: string | null, effects: string | null];
}

/** A line from an effect to its cause. */
export interface Line {
  readonly edge: GraphEdge;
  readonly effect: Card;
  readonly cause: Card;
  readonly points: Curve;
}

export interface Layout {
  readonly cards: ReadonlyMap<string, Card>;
  readonly lines: readonly Line[];
  readonly labels: readonly Label[];
  readonly width: number;
  readonly height: number;
}

type Sized = Omit<Card, "x" | "y">;

/** Places cards in the columns of the picture, wide enough for their names, with room between for the names of edges. */
export function layOut(picture: Picture, measure: Measure, selected: string | null): Layout {
  const sized = sizes(picture, measure);
  const columns = [...Map.groupBy(sized, (card) => Math.round(card.node.x * 100) / 100)].toSorted(([one], [other]) => one - other);
  const columnOf = new Map(columns.flatMap(([, members], at) => members.map((card) => [card.node.id, at])));
  const rooms = roomsForNames(picture, columnOf, measure);
  const cards = new Map<string, Card>();
  const spans: Omit<Column, "places">[] = [];
  let left = MARGIN;
  columns.forEach(([x, members], at) => {
    const width = Math.max(...members.map((card) => card.width));
    for (const card of stacked(members)) cards.set(card.node.id, { ...card, width, x: left });
    const next = columns[at + 1]?.[0];
    const room = next !== undefined && next - x < SAME_LAYER ? NEAR : GAP + (rooms.get(at) ?? 0);
    spans.push({ left, right: left + width, room });
    left += width + room;
  });
  const top = Math.min(0, ...[...cards.values()].map((card) => card.y)) - MARGIN;
  for (const [id, card] of cards) cards.set(id, { ...card, y: card.y - top });
  const all = [...cards.values()];
  const placed = spans.map((span): Column => ({ ...span, places: all.filter((card) => card.x === span.left) }));
  const lines = [...picture.edges.values()].flatMap((edge) => {
    const [effect, cause] = [cards.get(edge.effect), cards.get(edge.cause)];
    if (!effect || !cause) return [];
    return [{ edge, effect, cause, points: route(placed, columnOf.get(edge.effect) ?? 0, effect, columnOf.get(edge.cause) ?? 0, cause) }];
  });
  return {
    cards,
    lines,
    labels: lines.length > MOST_NAMED ? [] : labelsOf(lines, all, measure, selected),
    width: left,
    height: Math.max(0, ...all.map((card) => card.y + card.height)) + MARGIN,
  };
}

/** What stands on a line. */
export function lineName(edge: GraphEdge): string {
  return edge.count > 1 ? `${edgeName(edge.kind)} (${edge.count.toLocaleString("en-GB")})` : edgeName(edge.kind);
}

function sizes(picture: Picture, measure: Measure): readonly Sized[] {
  const nodes = [...picture.nodes.values()];
  const short = shortNames(nodes.map((node) => ({ ...node, name: node.label ?? nameOf(node) })));
  return nodes.map((node) => {
    const { text, detail } = short.get(node.id) ?? { text: node.title, detail: null };
    const { lines, isCut } = wrap(text, NAME_SIZE, WIDEST, MOST_LINES, measure);
    const kind = kindName(node.kind);
    // The mark of the kind stands before its name.
    const more = moreTexts(node);
    const footer = more.reduce((sum, text) => sum + (text === null ? 0 : measure(text, KIND_SIZE) + PADDING), -PADDING);
    const widths = [
      measure(kind, KIND_SIZE) + KIND_SIZE + 4,
      ...lines.map((line) => measure(line, NAME_SIZE)),
      measure(detail ?? "", KIND_SIZE),
      footer,
    ];
    const rows = lines.length + (detail === null ? 0 : 1) + (more.some((text) => text !== null) ? 1 : 0);
    return {
      node,
      kind,
      lines,
      detail,
      isCut,
      more,
      width: Math.ceil(Math.max(NARROWEST, ...widths) + PADDING * 2),
      height: KIND_LINE + rows * NAME_LINE + BOTTOM,
    };
  });
}

function moreTexts({ more }: GraphNode): readonly [string | null, string | null] {
  const text = (count: number) => `${count.toLocaleString("en-GB")}${more?.atLeast ? "+" : ""}`;
  return [more?.causes ? `← ${text(more.causes)}` : null, more?.effects ? `${text(more.effects)} →` : null];
}

/** Cards of a column from top to bottom, where the picture has them unless one is in the way. */
function stacked(members: readonly Sized[]): readonly Card[] {
  let free = -Infinity;
  return members
    .toSorted((one, other) => one.node.y - other.node.y)
    .map((card) => {
      const y = Math.max(free, card.node.y * ROW - card.height / 2);
      free = y + card.height + APART;
      return { ...card, x: 0, y };
    });
}

/** How wide the widest name is that may stand right of each column: of an edge that begins or ends there. */
function roomsForNames(picture: Picture, columnOf: ReadonlyMap<string, number>, measure: Measure): ReadonlyMap<number, number> {
  const rooms = new Map<number, number>();
  if (picture.edges.size > MOST_NAMED) return rooms;
  for (const edge of picture.edges.values()) {
    const effect = columnOf.get(edge.effect);
    const cause = columnOf.get(edge.cause);
    if (effect === undefined || cause === undefined) continue;
    const width = Math.ceil(measure(lineName(edge), LABEL_SIZE));
    const [left, right] = [Math.min(effect, cause), Math.max(effect, cause)];
    for (const gap of new Set([left, Math.max(left, right - 1)])) rooms.set(gap, Math.max(rooms.get(gap) ?? 0, width));
  }
  return rooms;
}
