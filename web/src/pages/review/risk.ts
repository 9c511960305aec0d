export interface RiskBand {
  readonly words: string;
  readonly mark: string;
  readonly tone: "low" | "some" | "high" | "grave";
}

/** Quarters of the scale: a risk from a half on is likelier to be wrong than right, from three quarters on by far. */
const BANDS: readonly (RiskBand & { readonly from: number })[] = [
  { from: 0.75, words: "very high", mark: "▲▲", tone: "grave" },
  { from: 0.5, words: "high", mark: "▲", tone: "high" },
  { from: 0.25, words: "moderate", mark: "◆", tone: "some" },
  { from: 0, words: "low", mark: "▽", tone: "low" },
];
const LOWEST: RiskBand = { words: "low", mark: "▽", tone: "low" };

/** How grave a risk is, whatever it is compared with: in words and as a mark, so that colour is not all that tells. */
export function riskBand(risk: number): RiskBand {
  return BANDS.find((band) => risk >= band.from) ?? LOWEST;
}
