import { percent } from "../format/number.ts";

const WIDTH = 96;
const HEIGHT = 14;

interface Props {
  /** Null where nothing is known yet. */
  readonly share: number | null | undefined;
  readonly low: number;
  readonly high: number;
}

/** A share with its interval, drawn on the scale from 0 to 100 %. */
export function ShareBar({ share, low, high }: Props) {
  if (share === null || share === undefined) return <span class="dim">not known yet</span>;
  return (
    <span class="share">
      <svg class="share-bar" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <rect class="share-ground" y="5" width={WIDTH} height="4" rx="2" />
        <rect class="share-band" x={low * WIDTH} y="3" width={Math.max((high - low) * WIDTH, 1)} height="8" rx="2" />
        <circle class="share-point" cx={share * WIDTH} cy="7" r="3" />
      </svg>
      <span class="share-words">
        {percent(share)} <span class="dim">({`${percent(low)} – ${percent(high)}`})</span>
      </span>
    </span>
  );
}
