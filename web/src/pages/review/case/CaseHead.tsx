import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { useNames } from "../../registry/useNames.ts";
import { qualityWords } from "../quality.ts";
import { CaseDeadline, Sla } from "../Sla.tsx";
import type { CaseDetail, TaskDetail } from "./operations.ts";

/** The name, state and urgency of the case. */
export function CaseHead({ detail, task }: { detail: CaseDetail; task: TaskDetail | null }) {
  const quality = task && qualityWords(task.quality);
  const names = useNames();
  return (
    <header class="case-head">
      <p class="crumbs">
        <a href="/">Desk</a> <span aria-hidden="true">›</span>{" "}
        {task ? <a href={`/?queue=${encodeURIComponent(task.queue)}`}>{names.queue(task.queue)}</a> : names.point(detail.decisionPoint)}
      </p>
      <div class="case-title">
        <h1 class="mono">{detail.externalId}</h1>
        <span class="badge accent">{STATE[detail.state]}</span>
        {task?.highImpact === true && <span class="badge warn">high impact</span>}
        {task?.priority != null && <span class="badge" title="9 is the most urgent">priority {task.priority}</span>}
        {task !== null && task.round > 1 && <span class="badge">review round {task.round}</span>}
        {quality && <span class={`badge ${quality.tone}`}>{quality.words}</span>}
        <span class="case-due">
          {task && <Sla dueAt={task.dueAt} state={task.slaState} />}
          {task?.caseDeadline != null && <CaseDeadline at={task.caseDeadline} />}
          {task?.expectedEnd != null && <ExpectedEnd {...task.expectedEnd} />}
        </span>
      </div>
      {detail.title !== null && <p class="case-line">{isolated(detail.title)}</p>}
      <p class="dim">
        {detail.occurredAt === null
          ? `No clock: place ${detail.sequence} in its log, known here since ${moment(detail.knownAt)}`
          : `Happened ${moment(detail.occurredAt)}`}
        {detail.occurredAt !== null && detail.knownAt !== detail.occurredAt && `, known since ${moment(detail.knownAt)}`}
      </p>
    </header>
  );
}

/** When the review is expected to end, with the band that nine in ten such reviews keep; the title says from what. */
function ExpectedEnd({ middle, low, high, because }: NonNullable<TaskDetail["expectedEnd"]>) {
  const upTo = high === null ? "later than was ever seen" : moment(high);
  return (
    <span class="dim" title={because}>
      {`expected ${middle === null ? "later than most" : moment(middle)} (${moment(low)} to ${upTo})`}
    </span>
  );
}

const STATE = {
  AWAITING_SCORE: "waits for its risk score",
  IN_REVIEW: "waits for review",
  DECIDED: "decided",
  UNDECIDED: "ended without a decision",
} as const;
