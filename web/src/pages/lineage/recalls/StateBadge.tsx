import type { Recall } from "./operations.ts";
import { STATES } from "./words.ts";

/** How a recall stands. */
export function StateBadge({ state }: { state: Recall["state"] }) {
  return <span class={`badge ${STATES[state].tone}`}>{STATES[state].words}</span>;
}
