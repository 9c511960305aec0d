import { clock } from "../format/time.ts";
import { useNow } from "./useNow.ts";

/** Minutes and seconds that are left, not read out at each tick. */
export function Countdown({ until }: { until: number }) {
  const left = Math.max(0, until - useNow(500));
  return (
    <time class="countdown" aria-hidden="true">
      {clock(left)}
    </time>
  );
}
