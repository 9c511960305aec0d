import { describe, expect, it } from "vitest";

import { decimal, percent, signed } from "./number.ts";
import { clock, moment, relative, span, timeText } from "./time.ts";
import { counted, inWords } from "./words.ts";

const HOUR = 3_600_000;

describe("formats", () => {
  it("tell times in two units", () => {
    expect([26.5 * HOUR, 3 * HOUR, 125_000, 40_000, -26 * HOUR].map(span)).toEqual([
      "1 d 2 h",
      "3 h",
      "2 min",
      "40 s",
      "1 d 2 h",
    ]);
    expect(clock(125_000)).toBe("2:05");
    expect(relative("2026-01-05T10:00:00Z", Date.parse("2026-01-05T12:05:00Z"))).toBe("2 h 5 min ago");
  });

  it("leave a time that is none as the words it came as", () => {
    expect(moment("not a valid time")).toBe("not a valid time");
    expect(relative("not a valid time", 0)).toBe("not a valid time");
  });

  it("tell stored days and moments as people read them, and leave other texts alone", () => {
    expect(timeText("2013-08-15")).toBe("Thu, 15 Aug 2013");
    expect(timeText("2016-04-12T09:15")).toBe("Tue, 12 Apr 2016, 09:15");
    expect(timeText("2016-04-12T09:15:30Z")).toBe(moment("2016-04-12T09:15:30Z"));
    expect(["2013-08-15 was late", "Group 14", "2013-13-45", ""].map(timeText)).toEqual([null, null, null, null]);
  });

  it("tell numbers with a sign and shares as per cent", () => {
    expect([0.4, -1.305, 0.001].map((value) => signed(value))).toEqual(["+0.40", "−1.30", "0.00"]);
    expect([0.342, 0.034, 0, 1].map(percent)).toEqual(["34 %", "3.4 %", "0 %", "100 %"]);
    expect(decimal(-1234.567)).toBe("−1,234.57");
  });

  it("tell codes in words", () => {
    expect(["HAND_OVER", "past-deadline", "KEEP"].map(inWords)).toEqual(["Hand over", "Past deadline", "Keep"]);
    expect([counted(1, "case"), counted(1200, "case")]).toEqual(["1 case", "1,200 cases"]);
  });
});
