import type { TaskDetail } from "./case/operations.ts";

type Appealed = Pick<TaskDetail, "appealKind" | "appealReason">;

/** What precedes the reason; those of a log and of a recall say themselves what they are. */
const HEADINGS: Readonly<Record<NonNullable<Appealed["appealKind"]>, string>> = {
  APPEAL: "Appealed: ",
  REOPENING: "Reopened: ",
  RECALL: "",
  VIOLATION: "",
  // Who judges for a spot check is not told so.
  SPOT_CHECK: "",
};

/** Why a decision is looked at again, as whoever had that done put it; null where the case is judged for the first time. */
export function againWords({ appealKind, appealReason }: Appealed): string | null {
  return appealKind === null || appealReason === null ? null : `${HEADINGS[appealKind]}${appealReason}`;
}
