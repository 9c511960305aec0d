const NICE = [1, 2, 2.5, 5, 10];

/** Round steps from zero, or the smallest value, that cover the largest one. */
export function ticks(low: number, high: number, about: number): readonly number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (NICE.find((nice) => nice * power >= rough) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Maps one range onto another. */
export function linear(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const span = from[1] - from[0];
  return (value) => (span === 0 ? to[0] : to[0] + ((value - from[0]) / span) * (to[1] - to[0]));
}

/** Points as an SVG path; a gap where a value is missing. */
export function line(xs: readonly number[], ys: readonly (number | null)[]): string {
  let pen = "M";
  return xs
    .flatMap((x, at) => {
      const y = ys[at];
      if (y === null || y === undefined) {
        pen = "M";
        return [];
      }
      const part = `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = "L";
      return [part];
    })
    .join("");
}
