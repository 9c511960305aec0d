import { percent } from "../../format/number.ts";
import { riskBand } from "./risk.ts";

interface Props {
  risk: number | null;
  /** What the rule compared the risk with, or below which a case is decided automatically. */
  threshold: number | null;
}

/** The risk that the proposal is wrong, against the threshold that it crossed. */
export function RiskBar({ risk, threshold }: Props) {
  if (risk === null) return <span class="risk none">no score</span>;
  const band = riskBand(risk);
  const size = `Risk ${percent(risk)}, ${band.words}`;
  const words = threshold === null ? size : `${size}; the rule compares it with ${percent(threshold)}`;
  return (
    <span class={`risk ${band.tone}`} title={words}>
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
      <span class="risk-words" aria-hidden="true">
        <span class="risk-mark">{band.mark}</span> {band.words}
      </span>
      <span class="for-readers">{words}</span>
    </span>
  );
}
