import { describe, expect, it } from "vitest";

import { probability, waterfall } from "./waterfall.ts";

const PARTS = [
  { words: "vendor", value: "V-7", amount: 1.5 },
  { words: "amount", value: "120", amount: -0.4 },
  { words: "day", value: "Monday", amount: 0.1 },
  { words: "desk", value: "two", amount: -0.05 },
];

describe("the chart of contributions", () => {
  it("runs from the base to the margin without a gap", () => {
    const chart = waterfall(-1, PARTS, 8);

    expect(chart.bars[0]?.from).toBe(-1);
    expect(chart.bars.at(-1)?.to).toBe(chart.margin);
    chart.bars.slice(1).forEach((bar, at) => expect(bar.from).toBe(chart.bars[at]?.to));
    expect(chart.margin).toBeCloseTo(0.15, 12);
  });

  it("shows the largest first and gives the rest one bar, so that it still adds up", () => {
    const chart = waterfall(-1, PARTS, 2);

    expect(chart.bars.map((bar) => bar.words)).toEqual(["vendor", "amount", "2 smaller ones"]);
    expect(chart.margin).toBeCloseTo(0.15, 12);
  });

  it("keeps every end inside its axis", () => {
    const chart = waterfall(-1, PARTS, 8);

    for (const end of [chart.base, chart.margin, ...chart.bars.map((bar) => bar.to)]) {
      expect(end).toBeGreaterThan(chart.low);
      expect(end).toBeLessThan(chart.high);
    }
  });

  it("reads log-odds as probabilities", () => {
    expect(probability(0)).toBe(0.5);
    expect(probability(Math.log(3))).toBeCloseTo(0.75, 12);
  });
});
