import { decimal } from "../../../format/number.ts";
import { counted } from "../../../format/words.ts";
import type { Counts } from "./operations.ts";
import { doneOf, ITEM_STATES, numberOf } from "./words.ts";

const SHOWN = ITEM_STATES.filter(({ name }) => name !== "LISTED");

/** How far a recall is: its decisions by state, as a bar and in words. */
export function Progress({ counts, decisions }: { counts: Counts; decisions: number }) {
  const shown = SHOWN.map((state) => ({ ...state, number: numberOf(counts, state.name) })).filter(({ number }) => number > 0);
  const listed = numberOf(counts, "LISTED");
  let begin = 0;
  return (
    <div class="recall-progress">
      <p>
        <b>{decisions === 0 ? "No decision yet" : `${decimal(doneOf(counts))} of ${counted(decisions, "decision")} done`}</b>
      </p>
      <svg class="recall-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="recall-ground" width="100" height="8" />
        {shown.map(({ name, number }) => {
          const width = (100 * number) / decisions;
          const x = begin;
          begin += width;
          return <rect key={name} class={`recall-${name.toLowerCase()}`} x={x} width={width} height="8" />;
        })}
      </svg>
      <ul class="recall-key">
        {shown.map(({ name, words, number }) => (
          <li key={name}>
            <svg class="recall-mark" viewBox="0 0 10 10" aria-hidden="true">
              <rect class={`recall-${name.toLowerCase()}`} width="10" height="10" rx="2" />
            </svg>
            {`${words}: ${decimal(number)}`}
          </li>
        ))}
        {listed > 0 && <li>{`Listed only, for their model learned from it: ${decimal(listed)}`}</li>}
      </ul>
    </div>
  );
}
