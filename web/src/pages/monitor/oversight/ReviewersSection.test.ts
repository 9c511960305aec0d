import { expect, test } from "vitest";

import { secondsWords, stampingWords, strictnessWords } from "./ReviewersSection.tsx";

const ONE = { refused: 2, expected: 14.24, factor: 0.454, low: 0.22, high: 0.7, stamping: 0.96, flagged: true };

test("a reviewer who may approve whatever it is is called likely, with refusals beside those expected", () => {
  expect(stampingWords(ONE)).toBe("likely, 96 %");
  expect(strictnessWords(ONE)).toBe("0.45 × (0.22 – 0.70), 2 of 14.2");
});

test("of too little nothing is said", () => {
  expect(stampingWords({ ...ONE, stamping: null, flagged: false })).toBe("too few to tell");
  expect(secondsWords({ seconds: null, secondsNear: null, secondsFar: null })).toBe("too few");
  expect(secondsWords({ seconds: 41, secondsNear: 60, secondsFar: 20 })).toBe("41 (near the limit 60, far 20)");
});
