import { useRef } from "preact/hooks";

import { SaveChart } from "./SaveChart.tsx";
import { line, linear, ticks } from "./scale.ts";
import "./charts.css";

const WIDTH = 620;
const HEIGHT = 260;
const LEFT = 64;
const RIGHT = 16;
const TOP = 10;
const BOTTOM = 40;
const DASHES = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2 1 2"];

export interface Line {
  readonly words: string;
  /** One for each x; null where there is no single figure. */
  readonly values: readonly (number | null)[];
}

interface Props {
  readonly title: string;
  /** What the horizontal axis says. */
  readonly across: string;
  readonly xs: readonly number[];
  readonly lines: readonly Line[];
  readonly format: (value: number) => string;
  /** What is drawn with a ring: the place of a line and of an x. */
  readonly marked: { readonly line: number; readonly x: number } | null;
  readonly file: string;
}

/** Lines over a number; dashes tell them apart as well as words do, and a gap is where a figure is missing. */
export function LinesChart({ title, across, xs, lines, format, marked, file }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const heights = lines.flatMap((one) => one.values.filter((value) => value !== null));
  const steps = ticks(Math.min(0, ...heights), Math.max(...heights, 0), 4);
  const y = linear([steps[0] ?? 0, steps.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const x = linear([xs[0] ?? 0, xs.at(-1) ?? 1], [LEFT, WIDTH - RIGHT]);
  const places = xs.map(x);
  const chosen = marked && lines[marked.line]?.values[marked.x];
  return (
    <figure class="chart">
      <figcaption>
        {title}
        <span class="chart-keys">
          {lines.map((one, place) => (
            <span key={one.words}>
              <svg width="30" height="10" aria-hidden="true">
                <line class="course candidate" style={dashed(place)} x1="1" x2="29" y1="5" y2="5" />
              </svg>
              {one.words}
            </span>
          ))}
        </span>
      </figcaption>
      <svg ref={drawing} class="chart-svg" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}; the table below has the numbers`}>
        {steps.map((step) => (
          <g key={step}>
            <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(step)} y2={y(step)} />
            <text class="chart-text" x={LEFT - 6} y={y(step) + 4} text-anchor="end">
              {format(step)}
            </text>
          </g>
        ))}
        {xs.map((value, place) => (
          <text key={value} class="chart-text" x={places[place]} y={HEIGHT - 22} text-anchor="middle">
            {value}
          </text>
        ))}
        <text class="chart-text" x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 6} text-anchor="middle">
          {across}
        </text>
        {lines.map((one, place) => (
          <path
            key={one.words}
            class="course candidate"
            style={dashed(place)}
            d={line(
              places,
              one.values.map((value) => (value === null ? null : y(value))),
            )}
          />
        ))}
        {marked && chosen !== null && chosen !== undefined && (
          <circle class="chart-marked" cx={places[marked.x]} cy={y(chosen)} r="7" />
        )}
      </svg>
      <SaveChart drawing={drawing} file={file} />
    </figure>
  );
}

function dashed(place: number) {
  return { strokeDasharray: DASHES[place % DASHES.length] ?? "" };
}
