import { percent } from "../format/number.ts";

interface Props {
  risk: number | null;
  /** What the rule compared the risk with, or below which a case passes by itself. */
  threshold: number | null;
}

/** The risk that the proposal is wrong, against the threshold that it crossed. */
export function RiskBar({ risk, threshold }: Props) {
  if (risk === null) return <span class="risk none">no score</span>;
  const words = threshold === null ? `Risk ${percent(risk)}` : `Risk ${percent(risk)}, threshold ${percent(threshold)}`;
  const over = threshold !== null && risk >= threshold;
  return (
    <span class={over ? "risk over" : "risk"} title={words}>
      <svg class="risk-bar" aria-hidden="true" width="100%" height="10">
        <rect class="risk-ground" x="0" y="2" width="100%" height="6" rx="3" />
        <rect class="risk-fill" x="0" y="2" width={`${risk * 100}%`} height="6" rx="3" />
        {threshold !== null && (
          <line class="risk-threshold" x1={`${threshold * 100}%`} x2={`${threshold * 100}%`} y1="0" y2="10" />
        )}
      </svg>
      <span class="risk-value" aria-hidden="true">
        {percent(risk)}
      </span>
      <span class="for-readers">{words}</span>
    </span>
  );
}
