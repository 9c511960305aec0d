import { percent } from "../../format/number.ts";
import { inWords } from "../../format/words.ts";

interface Advised {
  readonly risk: number | null;
  readonly automaticBelow: number | null;
  readonly proposal: string;
  readonly alternative: string;
}

export interface Recommendation {
  /** Null where nothing is recommended. */
  readonly action: string | null;
  readonly words: string;
}

/** A risk from a half on is likelier to be wrong than right; it is the limit where the rules name none. */
const EVEN = 0.5;

/**
 * What the score speaks for, with its certainty: the proposal below the limit of automatic decisions, else the
 * alternative, as the figures of decisions against advice count it. A limit of nought is set where scores were no
 * better than the average: they speak for nothing.
 */
export function recommendationOf({ risk, automaticBelow, proposal, alternative }: Advised): Recommendation {
  if (risk === null) return { action: null, words: "No recommendation: this case has no score." };
  if (automaticBelow !== null && automaticBelow <= 0) {
    return { action: null, words: "No recommendation: no risk is small enough here to decide automatically, so the score speaks for neither." };
  }
  const limit = automaticBelow ?? EVEN;
  const action = risk < limit ? proposal : alternative;
  const certainty = `${percent(risk)} that “${inWords(proposal).toLowerCase()}” is wrong`;
  // Without this, a small risk that speaks for the alternative would read as a slip.
  const why = risk >= limit && risk < EVEN ? `; it pays only below ${percent(limit)}` : "";
  return { action, words: `Recommended: ${inWords(action).toLowerCase()}. ${certainty}${why}.` };
}
