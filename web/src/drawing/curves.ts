export type Point = readonly [x: number, y: number];

/** Cubic curves end to end: the first point, then three more of each. */
export type Curve = readonly Point[];

/** A curve as an SVG path. */
export function pathOf([from, ...rest]: Curve): string {
  const pieces = Array.from({ length: rest.length / 3 }, (_, at) => rest.slice(at * 3, at * 3 + 3));
  return `M${(from ?? ORIGIN).join(" ")}${pieces.map((piece) => `C${piece.map((point) => point.join(" ")).join(" ")}`).join("")}`;
}

/** How many cubic curves there are end to end. */
export function piecesOf(curve: Curve): number {
  return (curve.length - 1) / 3;
}

/** The point of one piece of a curve at a part of it, 0 at its beginning. */
export function pointAt(curve: Curve, piece: number, part: number): Point {
  const [from, one, other, to] = curve.slice(piece * 3, piece * 3 + 4);
  if (!from || !one || !other || !to) throw new RangeError(`piece ${piece} of ${piecesOf(curve)}`);
  const rest = 1 - part;
  const along = (axis: 0 | 1) =>
    rest ** 3 * from[axis] + 3 * rest ** 2 * part * one[axis] + 3 * rest * part ** 2 * other[axis] + part ** 3 * to[axis];
  return [along(0), along(1)];
}

const ORIGIN: Point = [0, 0];
