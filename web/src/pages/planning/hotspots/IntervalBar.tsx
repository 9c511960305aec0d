const WIDTH = 130;
const HEIGHT = 16;

interface Props {
  readonly low: number;
  readonly high: number;
  readonly expected: number;
  /** Also marked, where it is known: what usually comes, or what came. */
  readonly mark?: number | null;
  /** The right end of the scale. */
  readonly most: number;
}

/** An expected count within its interval; the upright mark is what it is compared with. */
export function IntervalBar({ low, high, expected, mark, most }: Props) {
  const x = (value: number) => (most === 0 ? 0 : (value / most) * (WIDTH - 8)) + 4;
  return (
    <svg class="interval" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect class="share-ground" y="6" width={WIDTH} height="4" rx="2" />
      <rect class="share-band" x={x(low)} y="4" width={Math.max(x(high) - x(low), 2)} height="8" rx="2" />
      <circle class="share-point" cx={x(expected)} cy="8" r="3.5" />
      {mark !== null && mark !== undefined && <line class="interval-mark" x1={x(mark)} x2={x(mark)} y1="0" y2={HEIGHT} />}
    </svg>
  );
}
