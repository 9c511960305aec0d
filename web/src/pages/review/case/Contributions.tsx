import { useState } from "preact/hooks";

import { percent, signed } from "../../../format/number.ts";
import { probability, type Part, waterfall, type Waterfall } from "./waterfall.ts";

const MOST_BARS = 8;

interface Props {
  base: number;
  parts: readonly Part[];
}

/** How the risk came about: bars that run from the usual risk to this case's, or the same as a table. */
export function Contributions({ base, parts }: Props) {
  const [asTable, setAsTable] = useState(false);
  const chart = waterfall(base, parts, asTable ? parts.length : MOST_BARS);
  return (
    <figure class="contributions">
      <figcaption class="section-head">
        <h2>How the risk adds up</h2>
        <button class="button small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "As a chart" : "As a table"}
        </button>
      </figcaption>
      {asTable ? <AsTable chart={chart} /> : <AsBars chart={chart} />}
      <p class="sum">
        The model starts every case at <b>{percent(probability(chart.base))}</b>. The inputs of this case change that to{" "}
        <b>{percent(probability(chart.margin))}</b>. The bars add up in log-odds: {signed(chart.base)} and{" "}
        {signed(chart.margin - chart.base)} make {signed(chart.margin)}.
      </p>
    </figure>
  );
}

function AsBars({ chart }: { chart: Waterfall }) {
  const at = (margin: number) => `${((margin - chart.low) / (chart.high - chart.low)) * 100}%`;
  return (
    <ol class="bars">
      <li class="bar-row ends">
        <span class="bar-words">Every case</span>
        <svg class="bar" aria-hidden="true" width="100%" height="26">
          <line class="bar-link" x1={at(chart.base)} x2={at(chart.base)} y1="13" y2="26" />
          <circle class="bar-end" cx={at(chart.base)} cy="13" r="5" />
        </svg>
        <span class="bar-amount">{percent(probability(chart.base))}</span>
      </li>
      {chart.bars.map((bar) => (
        <li key={bar.words} class={bar.amount >= 0 ? "bar-row raises" : "bar-row lowers"}>
          <span class="bar-words">
            {bar.words}
            {bar.value !== "" && <b> {bar.value}</b>}
          </span>
          <svg class="bar" aria-hidden="true" width="100%" height="26">
            <line class="bar-link" x1={at(bar.from)} x2={at(bar.from)} y1="0" y2="13" />
            <line class="bar-link" x1={at(bar.to)} x2={at(bar.to)} y1="13" y2="26" />
            <rect
              class="bar-fill"
              x={at(Math.min(bar.from, bar.to))}
              y="5"
              width={`${(Math.abs(bar.amount) / (chart.high - chart.low)) * 100}%`}
              height="16"
              rx="2"
            />
          </svg>
          <span class="bar-amount">
            {signed(bar.amount)}
            <span class="for-readers">{bar.amount >= 0 ? " raises the risk" : " lowers the risk"}</span>
          </span>
        </li>
      ))}
      <li class="bar-row ends">
        <span class="bar-words">This case</span>
        <svg class="bar" aria-hidden="true" width="100%" height="26">
          <line class="bar-link" x1={at(chart.margin)} x2={at(chart.margin)} y1="0" y2="13" />
          <circle class="bar-end" cx={at(chart.margin)} cy="13" r="5" />
        </svg>
        <span class="bar-amount">{percent(probability(chart.margin))}</span>
      </li>
    </ol>
  );
}

function AsTable({ chart }: { chart: Waterfall }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Input</th>
          <th scope="col">Value</th>
          <th scope="col" class="number">
            Adds (log-odds)
          </th>
          <th scope="col" class="number">
            Sum
          </th>
          <th scope="col" class="number">
            Risk
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>Every case</td>
          <td />
          <td class="number" />
          <td class="number">{signed(chart.base)}</td>
          <td class="number">{percent(probability(chart.base))}</td>
        </tr>
        {chart.bars.map((bar) => (
          <tr key={bar.words}>
            <td>{bar.words}</td>
            <td>{bar.value}</td>
            <td class="number">{signed(bar.amount, 3)}</td>
            <td class="number">{signed(bar.to)}</td>
            <td class="number">{percent(probability(bar.to))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
