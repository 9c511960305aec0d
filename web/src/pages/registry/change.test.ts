import { expect, test } from "vitest";

import { inverse, type Step } from "./change.ts";

const MEMBER: Step = { relation: "MEMBER", source: "team", target: "anna", ends: false, tie: null };
const OWNER: Step = { ...MEMBER, relation: "OWNER", source: "policy" };

test("what began ends when it is taken back, and what ended begins", () => {
  expect(inverse(MEMBER, null)).toEqual({ ...MEMBER, ends: true });
  expect(inverse({ ...MEMBER, ends: true }, null)).toEqual(MEMBER);
});

test("an owner that is taken back gives way to the one before, or to nobody", () => {
  expect(inverse(OWNER, "ben")).toEqual({ ...OWNER, target: "ben" });
  expect(inverse(OWNER, null)).toEqual({ ...OWNER, target: null });
});
