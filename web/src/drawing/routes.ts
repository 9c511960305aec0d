import type { Curve, Point } from "./curves.ts";

/** A card's place. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Cards one below the other, and how much room is right of them. */
export interface Column {
  readonly left: number;
  readonly right: number;
  readonly room: number;
  readonly places: readonly Place[];
}

/** How far a line that passes a card stays from it: half of what is between two cards at least. */
const CLEAR = 5;
/** A line between cards of one column bends so far into the room beside it; its middle comes three quarters as far. */
const BEND = 1.2;

/** The line from a card of a column to one of another: it passes the columns between them where they have no card. */
export function route(columns: readonly Column[], from: number, effect: Place, to: number, cause: Place): Curve {
  const begin = middleOf(effect);
  const end = middleOf(cause);
  if (from === to) return beside(columns[from], effect, begin, end);
  const isLeftward = from > to;
  const target: Point = [isLeftward ? cause.x + cause.width : cause.x, end];
  let at: Point = [isLeftward ? effect.x : effect.x + effect.width, begin];
  const points: Point[] = [at];
  const step = isLeftward ? -1 : 1;
  for (let passed = from + step; passed !== to; passed += step) {
    const column = columns[passed];
    if (!column) continue;
    const [near, far] = isLeftward ? [column.right, column.left] : [column.left, column.right];
    const straight = at[1] + ((target[1] - at[1]) * ((near + far) / 2 - at[0])) / (target[0] - at[0]);
    const y = freeAt(column, straight);
    points.push(...bend(at, [near, y]), [near + (far - near) / 3, y], [far - (far - near) / 3, y], [far, y]);
    at = [far, y];
  }
  return [...points, ...bend(at, target)];
}

/** The nearest height at which a line passes a column between its cards. */
export function freeAt({ places }: Column, y: number): number {
  const ordered = places.toSorted((one, other) => one.y - other.y);
  const tops = [...ordered.map((place) => place.y - CLEAR), Infinity];
  const bottoms = [-Infinity, ...ordered.map((place) => place.y + place.height + CLEAR)];
  const lanes = tops.flatMap((below, at) => {
    const above = bottoms[at] ?? -Infinity;
    return above <= below ? [Math.min(Math.max(y, above), below)] : [];
  });
  return lanes.reduce((best, one) => (Math.abs(one - y) < Math.abs(best - y) ? one : best), lanes[0] ?? y);
}

/** Out of a column, along it and back. */
function beside(column: Column | undefined, effect: Place, begin: number, end: number): Curve {
  const side = effect.x + effect.width;
  const bent = side + (column?.room ?? 0) * BEND;
  return [[side, begin], [bent, begin], [bent, end], [side, end]];
}

/** Bent so that it leaves and arrives level. */
function bend(from: Point, to: Point): readonly Point[] {
  const middle = (from[0] + to[0]) / 2;
  return [[middle, from[1]], [middle, to[1]], to];
}

function middleOf({ y, height }: Place): number {
  return y + height / 2;
}
