import { expect, test } from "vitest";

import { changed } from "./address.ts";

test("what is set stays beside what was there, and what is emptied goes", () => {
  expect(changed("/explore", { q: "a b", at: "1" }, { q: "c", dir: "UP", at: null })).toBe("/explore?q=c&dir=UP");
  expect(changed("/explore", { q: "a" }, { q: "" })).toBe("/explore");
});
