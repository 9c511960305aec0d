import type { Changes } from "../../../app/address.ts";
import { isoDate, type Period } from "./period.ts";

const DAY = 86_400_000;
const QUICK = [
  { words: "Today", days: 1 },
  { words: "7 days", days: 7 },
  { words: "8 weeks", days: 56 },
] as const;

interface Props {
  readonly period: Period;
  readonly onChange: (changes: Changes) => void;
}

/** Which days. */
export function PeriodFilter({ period, onChange }: Props) {
  const now = Date.now();
  return (
    <>
      <label>
        From
        <input type="date" value={period.from} max={period.to} onChange={(event) => onChange({ from: event.currentTarget.value })} />
      </label>
      <label>
        To
        <input type="date" value={period.to} min={period.from} onChange={(event) => onChange({ to: event.currentTarget.value })} />
      </label>
      <div class="chips" role="group" aria-label="Usual periods">
        {QUICK.map(({ words, days }) => {
          const from = isoDate(now - (days - 1) * DAY);
          return (
            <button
              key={words}
              class="chip"
              aria-pressed={period.from === from && period.to === isoDate(now)}
              onClick={() => onChange({ from, to: isoDate(now) })}
            >
              {words}
            </button>
          );
        })}
      </div>
    </>
  );
}
