import { moment } from "../../format/time.ts";
import { inWords } from "../../format/words.ts";
import { qualityWords } from "../../review/quality.ts";
import { Sla } from "../../review/Sla.tsx";
import type { CaseDetail, TaskDetail } from "./operations.ts";

/** What the case is called, where it stands, and how urgent it is. */
export function CaseHead({ found, task }: { found: CaseDetail; task: TaskDetail | null }) {
  const quality = task && qualityWords(task.quality);
  return (
    <header class="case-head">
      <p class="crumbs">
        <a href="/">Desk</a> <span aria-hidden="true">›</span>{" "}
        {task ? <a href={`/?queue=${encodeURIComponent(task.queue)}`}>{inWords(task.queue)}</a> : inWords(found.decisionPoint)}
      </p>
      <div class="case-title">
        <h1 class="mono">{found.externalId}</h1>
        <span class="badge accent">{STATE[found.state]}</span>
        {task?.highImpact === true && <span class="badge warn">high impact</span>}
        {task?.priority != null && <span class="badge">priority {task.priority}</span>}
        {task !== null && task.round > 1 && <span class="badge">round {task.round}</span>}
        {quality && <span class={`badge ${quality.tone}`}>{quality.words}</span>}
        <span class="case-due">{task && <Sla dueAt={task.dueAt} state={task.slaState} />}</span>
      </div>
      <p class="dim">
        Happened {moment(found.occurredAt)}, known {moment(found.knownAt)}
      </p>
    </header>
  );
}

const STATE = {
  AWAITING_SCORE: "waits for its score",
  IN_REVIEW: "before a person",
  DECIDED: "decided",
} as const;
