import { line, linear } from "../../../charts/scale.ts";
import { figureText } from "./figure.ts";
import type { KpiFigure } from "./operations.ts";

const WIDTH = 160;
const HEIGHT = 28;
const EDGE = 3;

/** The course of a figure from period to period; a gap where there is none. Its words stand in the title. */
export function Trend({ figure }: { figure: KpiFigure }) {
  const values = figure.periods.map(({ value }) => value);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return <span class="dim">–</span>;
  const x = linear([0, Math.max(values.length - 1, 1)], [EDGE, WIDTH - EDGE]);
  const y = linear([Math.min(0, ...known), Math.max(...known) || 1], [HEIGHT - EDGE, EDGE]);
  const heights = values.map((value) => (value === null ? null : y(value)));
  const highest = figureText(figure.unit, Math.max(...known));
  const lowest = figureText(figure.unit, Math.min(...known));
  return (
    <svg class="trend" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${figure.name}: between ${lowest} and ${highest}`}>
      <path class="trend-line" d={line(heights.map((_, at) => x(at)), heights)} />
      {heights.map((height, at) => height !== null && <circle key={at} class="trend-point" cx={x(at)} cy={height} r="1.75" />)}
    </svg>
  );
}
