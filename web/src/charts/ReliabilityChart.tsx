import { useRef } from "preact/hooks";

import { SaveChart } from "./SaveChart.tsx";
import { line, linear } from "./scale.ts";
import "./charts.css";

const SIDE = 300;
const LEFT = 48;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 40;
const STEPS = [0, 0.25, 0.5, 0.75, 1];
const DOT = 4;

/** Cases that were forecast alike. */
export interface Bin {
  /** The mean of what was said, from 0 to 1. */
  readonly probability: number;
  /** The share that came true, from 0 to 1. */
  readonly share: number;
  readonly cases: number;
}

interface Props {
  readonly title: string;
  readonly bins: readonly Bin[];
  readonly format: (share: number) => string;
  readonly file: string;
}

/** How often came true what was said to be so likely: a point on the dashed line is right. */
export function ReliabilityChart({ title, bins, format, file }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const x = linear([0, 1], [LEFT, SIDE - RIGHT]);
  const y = linear([0, 1], [SIDE - BOTTOM, TOP]);
  const xs = bins.map(({ probability }) => x(probability));
  const ys = bins.map(({ share }) => y(share));
  return (
    <figure class="chart square">
      <figcaption>{title}</figcaption>
      <svg ref={drawing} class="chart-svg" viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={`${title}; the table below has the numbers`}>
        {STEPS.map((step) => (
          <g key={step}>
            <line class="chart-grid" x1={LEFT} x2={SIDE - RIGHT} y1={y(step)} y2={y(step)} />
            <text class="chart-text" x={LEFT - 6} y={y(step) + 4} text-anchor="end">
              {format(step)}
            </text>
            <text class="chart-text" x={x(step)} y={SIDE - 22} text-anchor="middle">
              {format(step)}
            </text>
          </g>
        ))}
        <text class="chart-text" x={(LEFT + SIDE - RIGHT) / 2} y={SIDE - 6} text-anchor="middle">
          said to be so likely
        </text>
        <path class="course base" d={line([x(0), x(1)], [y(0), y(1)])} />
        <path class="course candidate" d={line(xs, ys)} />
        {xs.map((at, place) => (
          <circle key={at} class="chart-dot" cx={at} cy={ys[place]} r={DOT} />
        ))}
      </svg>
      <SaveChart drawing={drawing} file={file} />
    </figure>
  );
}
