import type { TaskDetail } from "./operations.ts";

type Review = NonNullable<TaskDetail["review"]>;

/** What it takes to close a case that several people judge; a blind round does not even count its verdicts. */
export function judgesWords(review: Review): string {
  const rejections = counted(review.rejectionsNeeded, "rejection");
  if (review.approvals === null || review.rejections === null) {
    return `${counted(review.approvalsNeeded, "approval")} by different people approve this case, ${rejections} reject${review.rejectionsNeeded === 1 ? "s" : ""} it. Nobody sees another's verdict before the round is over.`;
  }
  const given = review.approvals + review.rejections;
  const state = `${review.approvals} of ${counted(review.approvalsNeeded, "approval")} needed, ${review.rejections} of ${rejections}`;
  return given === 0 ? `${state}; yours is the first verdict.` : `${state}.`;
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
