import { describe, expect, it } from "vitest";

import { judgesWords } from "./judges.ts";

const TWO = { approvalsNeeded: 2, rejectionsNeeded: 1, blind: true, approvals: null, rejections: null, correction: null, yourTaskId: null };

describe("a case that several people judge", () => {
  it("says what closes it and nothing of what others said while that is hidden", () => {
    expect(judgesWords(TWO)).toBe(
      "2 approvals by different people approve this case, 1 rejection rejects it. Nobody sees another's verdict before the round is over.",
    );
  });

  it("says who corrected what, and whether that is a vote, also where verdicts are hidden", () => {
    const correction = { by: "Ada", fields: ["amount", "needed_by"], counts: true };
    expect(judgesWords({ ...TWO, correction })).toMatch(
      /^Ada corrected amount, needed by, which counts as one approval\. 2 approvals by different people/,
    );
    expect(judgesWords({ ...TWO, correction: { ...correction, counts: false } })).toContain("which does not count as an approval.");
  });

  it("counts verdicts that are open", () => {
    const open = { ...TWO, blind: false, approvals: 0, rejections: 0 };
    expect(judgesWords(open)).toBe("0 of 2 approvals needed, 0 of 1 rejection; yours is the first verdict.");
    expect(judgesWords({ ...open, approvals: 1 })).toBe("1 of 2 approvals needed, 0 of 1 rejection.");
  });
});
