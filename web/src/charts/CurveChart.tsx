import { line, linear, ticks } from "./scale.ts";
import "./charts.css";

const WIDTH = 620;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;

export interface Course {
  readonly words: string;
  readonly tone: "base" | "candidate";
  readonly mid: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

interface Props {
  /** What is drawn, with its unit. */
  readonly title: string;
  /** Epoch milliseconds. */
  readonly times: readonly number[];
  readonly courses: readonly Course[];
  readonly format: (value: number) => string;
}

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

/** Courses over time with their bands; dashes and marks tell them apart as well as colours do. */
export function CurveChart({ title, times, courses, format }: Props) {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const heights = courses.flatMap((course) => [...course.low, ...course.high, ...course.mid]);
  const steps = ticks(Math.min(0, ...heights), Math.max(...heights, 0), 4);
  const y = linear([steps[0] ?? 0, steps.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const x = linear([first, last], [LEFT, WIDTH - RIGHT]);
  const xs = times.map(x);
  return (
    <figure class="chart">
      <figcaption>
        {title}
        <span class="chart-keys">
          {courses.map((course) => (
            <span key={course.tone}>
              <svg width="26" height="10" aria-hidden="true">
                <line class={`course ${course.tone}`} x1="1" x2="25" y1="5" y2="5" />
              </svg>
              {course.words}
            </span>
          ))}
        </span>
      </figcaption>
      <svg class="chart-svg" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}; the table below has the numbers`}>
        {steps.map((step) => (
          <g key={step}>
            <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(step)} y2={y(step)} />
            <text class="chart-text" x={LEFT - 6} y={y(step) + 4} text-anchor="end">
              {format(step)}
            </text>
          </g>
        ))}
        {dayMarks(first, last).map((at) => (
          <text key={at} class="chart-text" x={x(at)} y={HEIGHT - 8} text-anchor="middle">
            {DAY.format(at)}
          </text>
        ))}
        {courses.map((course) => (
          <path key={course.tone} class={`course-band ${course.tone}`} d={bandPath(xs, course, y)} />
        ))}
        {courses.map((course) => (
          <path key={course.tone} class={`course ${course.tone}`} d={line(xs, course.mid.map(y))} />
        ))}
      </svg>
    </figure>
  );
}

function bandPath(xs: readonly number[], { low, high }: Course, y: (value: number) => number): string {
  const back = line(xs.toReversed(), low.map(y).toReversed());
  return `${line(xs, high.map(y))}${back.replace("M", "L")}Z`;
}

/** Midnights within the range, at most seven. */
function dayMarks(first: number, last: number): readonly number[] {
  const start = new Date(first);
  start.setHours(24, 0, 0, 0);
  const marks: number[] = [];
  for (const at = start; at.getTime() < last; at.setDate(at.getDate() + 1)) marks.push(at.getTime());
  const every = Math.ceil(marks.length / 7);
  return marks.filter((_, at) => at % every === 0);
}
