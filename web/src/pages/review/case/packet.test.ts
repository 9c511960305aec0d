import { describe, expect, it } from "vitest";

import { isMasked, scoreOf, shown } from "./packet.ts";

const PACKET = {
  prediction: {
    model: "purchase-risk",
    modelVersion: "1",
    probability: 0.4,
    base: -1,
    contributions: [{ feature: "amount", value: 120, amount: 0.25 }],
  },
};

describe("a packet", () => {
  it("tells the score with its margin", () => {
    expect(scoreOf(PACKET)).toMatchObject({ base: -1, margin: -0.75, probability: 0.4 });
    expect(scoreOf({ prediction: null })).toBeNull();
    expect(scoreOf("nothing")).toBeNull();
  });

  it("shows values as a reader takes them", () => {
    expect([null, true, 1.23456, "P3", ["a"]].map(shown)).toEqual(["unknown", "yes", "1.23", "P3", '["a"]']);
    expect(shown("2016-04-12T09:15")).toBe("Tue, 12 Apr 2016, 09:15");
    expect(shown("masked:AbC_")).toBe("masked");
    expect([isMasked("masked:AbC_"), isMasked("unmasked"), isMasked(null)]).toEqual([true, false, false]);
  });
});
