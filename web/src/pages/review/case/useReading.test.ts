import { describe, expect, it } from "vitest";

import { Stopwatch } from "./useReading.ts";

describe("the reading of a case", () => {
  it("counts the time in sight apart from the time open", () => {
    const watch = new Stopwatch(1_000, true);
    watch.turn(false, 5_000);
    watch.turn(true, 20_000);
    expect(watch.read(21_000)).toEqual({ openedMsAgo: 20_000, dwellMs: 5_000 });
  });

  it("begins at rest where the page opens out of sight", () => {
    const watch = new Stopwatch(0, false);
    expect(watch.read(3_000)).toEqual({ openedMsAgo: 3_000, dwellMs: 0 });
  });

  it("tells nothing of a page that was left open for weeks", () => {
    expect(new Stopwatch(0, true).read(21 * 86_400_000)).toBeNull();
  });
});
