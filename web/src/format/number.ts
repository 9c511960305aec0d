const MINUS = "−";

/** A share as per cent: `0.342` → `34 %`; below ten per cent with one decimal. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} %`;
}

/** A number with its sign: `+0.42`, `−1.30`. */
export function signed(value: number, digits = 2): string {
  const shown = Math.abs(value).toFixed(digits);
  return Number(shown) === 0 ? shown : `${value < 0 ? MINUS : "+"}${shown}`;
}

/** A plain number with at most `digits` decimals. */
export function decimal(value: number, digits = 2, fewest = 0): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: fewest, maximumFractionDigits: digits }).replace("-", MINUS);
}
