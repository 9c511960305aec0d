import { isolated } from "../../../format/visible.ts";
import type { TaskDetail } from "./operations.ts";

type Review = NonNullable<TaskDetail["review"]>;

/** What it takes to close a case that several people judge, and which correction opened the round. */
export function judgesWords(review: Review): string {
  return [correctionWords(review), roundWords(review)].filter((words) => words !== "").join(" ");
}

/** Who corrected what, and whether their approval is in: a correction is seen, so a blind round says so too. */
function correctionWords({ correction }: Review): string {
  if (correction === null) return "";
  const fields = correction.fields.map((field) => field.replaceAll("_", " ")).join(", ");
  const counts = correction.counts ? "which counts as one approval" : "which does not count as an approval";
  return `${isolated(correction.by)} corrected ${fields || "the case"}, ${counts}.`;
}

/** What closes the round; a blind one does not even count its verdicts. */
function roundWords(review: Review): string {
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
