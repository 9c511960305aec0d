import { expect, test } from "vitest";

import { csvOf } from "./csv.ts";

test("rows are written whole, parts under their paths, whatever only some have left empty in the others", () => {
  const rows = [
    { __typename: "Row", who: "A, the first", share: 0.25, at: null, best: { low: 1, high: 2 } },
    { who: 'says "no"', share: -0.5, causes: ["one", "two"] },
  ];

  expect(csvOf(rows)).toBe(
    ["who,share,at,best.low,best.high,causes", '"A, the first",0.25,,1,2,', '"says ""no""",-0.5,,,,one; two', ""].join("\r\n"),
  );
});

test("no cell is a formula", () => {
  expect(csvOf([{ name: "=1+1", other: "-3", third: "+cmd" }])).toBe("name,other,third\r\n'=1+1,-3,'+cmd\r\n");
});
