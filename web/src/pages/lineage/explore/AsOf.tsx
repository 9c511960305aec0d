import { useEffect, useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";

const WAIT_MILLISECONDS = 250;
const HOUR = 3_600_000;

interface Props {
  /** The earliest moment that anything drawn was known, in epoch milliseconds. */
  readonly earliest: number;
  /** ISO; null for now. */
  readonly asOf: string | null;
  readonly onChange: (asOf: string | null) => void;
}

/** Moves what is drawn back to what the firm knew at a moment. */
export function AsOf({ earliest, asOf, onChange }: Props) {
  const now = Date.now();
  const current = asOf === null ? now : Date.parse(asOf);
  const [value, setValue] = useState(current);
  useEffect(() => setValue(current), [asOf]);
  useEffect(() => {
    if (Math.abs(value - current) < HOUR) return;
    const timer = setTimeout(() => onChange(value >= now - HOUR ? null : new Date(value).toISOString()), WAIT_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  const words = value >= now - HOUR ? "now" : moment(new Date(value).toISOString());
  return (
    <div class="as-of">
      <label>
        <span>As of</span>
        <input
          type="range"
          min={Math.min(earliest, current) - HOUR}
          max={now}
          step={HOUR}
          value={value}
          aria-valuetext={words}
          onInput={(event) => setValue(Number(event.currentTarget.value))}
        />
      </label>
      <output>{words}</output>
      <button class="button small" disabled={asOf === null} onClick={() => onChange(null)}>
        Now
      </button>
    </div>
  );
}
