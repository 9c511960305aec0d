import { type Card, LABEL_SIZE, type Line, lineName } from "./cards.ts";
import { type Curve, piecesOf, type Point, pointAt } from "./curves.ts";
import type { Measure } from "./wrap.ts";

/** The name of an edge, its middle at a point of its line. */
export interface Label {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A rectangle by its corners. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = LABEL_SIZE + 3;
const ROOM = 3;
/** Where along a line its name may stand, the best place first. */
const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88, 0.07, 0.93];
/** So many lines of one name that meet in a card are named once. */
const MANY = 3;
/** Boxes are looked up by strips of this height. */
const STRIP = 40;

/** Names lines where there is room: no name covers a card or another name; those of the selected card come first. */
export function labelsOf(lines: readonly Line[], cards: readonly Card[], measure: Measure, selected: string | null): readonly Label[] {
  const taken = new Strips();
  for (const card of cards) taken.add({ left: card.x, right: card.x + card.width, top: card.y, bottom: card.y + card.height });
  const isNear = ({ edge }: Line) => edge.effect === selected || edge.cause === selected;
  const ordered = [...lines].toSorted((one, other) => Number(isNear(other)) - Number(isNear(one)));
  const bundles = bundled(lines);
  const named = new Set<string>();
  return ordered.flatMap((line) => {
    const bundle = bundles.get(line.edge.id);
    if (bundle !== undefined && named.has(bundle)) return [];
    const text = lineName(line.edge);
    const width = Math.ceil(measure(text, LABEL_SIZE));
    for (const [x, y] of candidates(line.points)) {
      const box = { left: x - width / 2 - ROOM, right: x + width / 2 + ROOM, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
      if (!taken.isFree(box)) continue;
      taken.add(box);
      if (bundle !== undefined) named.add(bundle);
      return [{ id: line.edge.id, text, x, y, width }];
    }
    return [];
  });
}

/** Which lines are named together: those of one kind that fan out from one card, or come together in one. */
function bundled(lines: readonly Line[]): ReadonlyMap<string, string> {
  const bundles = new Map<string, string>();
  for (const end of ["effect", "cause"] as const) {
    for (const [key, members] of Map.groupBy(lines, ({ edge }) => `${end} ${edge.kind} ${edge[end]}`)) {
      if (members.length < MANY) continue;
      for (const { edge } of members) if (!bundles.has(edge.id)) bundles.set(edge.id, key);
    }
  }
  return bundles;
}

/** Between columns, at the ends first, where room is left for names; every second piece passes a column between its cards. */
function candidates(points: Curve): readonly Point[] {
  const last = piecesOf(points) - 1;
  const between = Array.from({ length: last / 2 + 1 }, (_, at) => at * 2).toSorted((one, other) => Math.min(one, last - one) - Math.min(other, last - other));
  return PARTS.flatMap((part) => between.map((piece) => pointAt(points, piece, part)));
}

/** Boxes that are taken, by the horizontal strips that they touch. */
class Strips {
  readonly #strips = new Map<number, Box[]>();

  add(box: Box): void {
    for (const strip of stripsOf(box)) {
      const boxes = this.#strips.get(strip);
      if (boxes) boxes.push(box);
      else this.#strips.set(strip, [box]);
    }
  }

  isFree(box: Box): boolean {
    return stripsOf(box).every((strip) =>
      (this.#strips.get(strip) ?? []).every(
        (other) => box.left >= other.right || box.right <= other.left || box.top >= other.bottom || box.bottom <= other.top,
      ),
    );
  }
}

function stripsOf({ top, bottom }: Box): readonly number[] {
  const first = Math.floor(top / STRIP);
  return Array.from({ length: Math.floor(bottom / STRIP) - first + 1 }, (_, at) => first + at);
}
