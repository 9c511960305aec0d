import { expect, test } from "vitest";

import { useText } from "./uses.ts";

test("one use is named in the singular", () => {
  expect(useText({ words: "decisions", count: 1 })).toBe("1 decision");
  expect(useText({ words: "tasks and decision points", count: 1 })).toBe("1 task or decision point");
  expect(useText({ words: "cases", count: 1200 })).toBe("1,200 cases");
});
