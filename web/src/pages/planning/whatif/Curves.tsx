import { moment } from "../../../format/time.ts";
import { CurveChart } from "../../../charts/CurveChart.tsx";
import { band, figure } from "./figures.ts";
import type { Curve } from "./operations.ts";

const MOST_ROWS = 15;

/** Both courses of each figure over time, with the numbers behind them. */
export function Curves({ curves }: { curves: readonly Curve[] }) {
  return (
    <div class="curves">
      {curves.map((curve) => (
        <section key={curve.kpi} class="panel table-panel" aria-label={curve.words}>
          <CurveChart
            title={curve.words}
            times={numbers(curve.times)}
            format={(value) => figure(value, curve.unit)}
            courses={[
              { words: "without the change", tone: "base", ...courseOf(curve.base) },
              { words: "with the change", tone: "candidate", ...courseOf(curve.candidate) },
            ]}
          />
          <details>
            <summary>Show the numbers</summary>
            <Numbers curve={curve} />
          </details>
        </section>
      ))}
    </div>
  );
}

function Numbers({ curve }: { curve: Curve }) {
  const times = numbers(curve.times);
  const every = Math.max(1, Math.ceil(times.length / MOST_ROWS));
  const base = courseOf(curve.base);
  const candidate = courseOf(curve.candidate);
  return (
    <table>
      <caption class="for-readers">{curve.words}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col" class="number">
            Without the change
          </th>
          <th scope="col" class="number">
            With the change
          </th>
        </tr>
      </thead>
      <tbody>
        {times.map((at, place) =>
          place % every === 0 ? (
            <tr key={at}>
              <td>{moment(new Date(at).toISOString())}</td>
              {[base, candidate].map((course, side) => (
                <td key={side} class="number">
                  {figure(course.mid[place] ?? 0, curve.unit)}{" "}
                  <span class="dim">({band(course.low[place] ?? null, course.high[place] ?? null, curve.unit)})</span>
                </td>
              ))}
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  );
}

function courseOf(course: Curve["base"]) {
  return { mid: numbers(course.mid), low: numbers(course.low), high: numbers(course.high) };
}

function numbers(column: readonly (string | number | null)[]): number[] {
  return column.map(Number);
}
