import { useEffect, useRef } from "preact/hooks";

/** How a case was read: for how long it has been open, and for how much of that it was in sight. */
export interface Reading {
  readonly openedMsAgo: number;
  readonly dwellMs: number;
}

/** Beyond this the page was left open, and the API takes no such reading. */
const LONGEST_MILLISECONDS = 20 * 86_400_000;

/** The time for which something is open, and the part of it in which the page is in sight. */
export class Stopwatch {
  private dwell = 0;
  private since: number | null;

  constructor(
    private readonly opened: number,
    inSight: boolean,
  ) {
    this.since = inSight ? opened : null;
  }

  /** Goes on while the page is in sight and rests while it is not. */
  turn(inSight: boolean, at: number): void {
    if (this.since !== null) this.dwell += at - this.since;
    this.since = inSight ? at : null;
  }

  /** What there is to tell by now; null where the page was left open for weeks. */
  read(at: number): Reading | null {
    const openedMsAgo = Math.round(at - this.opened);
    const dwellMs = Math.round(this.dwell + (this.since === null ? 0 : at - this.since));
    return openedMsAgo > LONGEST_MILLISECONDS ? null : { openedMsAgo, dwellMs: Math.min(dwellMs, openedMsAgo) };
  }
}

/** Measures how a task is read from the moment it is on the screen; another task begins anew. */
export function useReading(taskId: string | null): () => Reading | null {
  const watch = useRef<Stopwatch | null>(null);
  useEffect(() => {
    const own = new Stopwatch(performance.now(), !document.hidden);
    watch.current = taskId === null ? null : own;
    const turn = () => own.turn(!document.hidden, performance.now());
    document.addEventListener("visibilitychange", turn);
    return () => document.removeEventListener("visibilitychange", turn);
  }, [taskId]);
  return () => watch.current?.read(performance.now()) ?? null;
}
