/** One bar of the chart, from where the sum stood to where it goes; all in log-odds. */
export interface Bar {
  readonly words: string;
  readonly value: string;
  readonly amount: number;
  readonly from: number;
  readonly to: number;
}

export interface Part {
  readonly words: string;
  readonly value: string;
  readonly amount: number;
}

export interface Waterfall {
  readonly base: number;
  readonly bars: readonly Bar[];
  readonly margin: number;
  readonly low: number;
  readonly high: number;
}

const PADDING = 0.06;

/** Lays contributions end to end, the largest first; those beyond `most` share one bar, so that the chart still adds up. */
export function waterfall(base: number, parts: readonly Part[], most: number): Waterfall {
  const sorted = parts.toSorted((one, other) => Math.abs(other.amount) - Math.abs(one.amount));
  const rest = sorted.slice(most);
  const shownParts =
    rest.length > 1
      ? [...sorted.slice(0, most), { words: `${rest.length} smaller ones`, value: "", amount: total(rest) }]
      : sorted;
  let sum = base;
  const bars = shownParts.map((part) => {
    const from = sum;
    sum += part.amount;
    return { ...part, from, to: sum };
  });
  const ends = [base, sum, ...bars.map((bar) => bar.to)];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const air = Math.max((high - low) * PADDING, 0.05);
  return { base, bars, margin: sum, low: low - air, high: high + air };
}

/** Log-odds as a probability. */
export function probability(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}
