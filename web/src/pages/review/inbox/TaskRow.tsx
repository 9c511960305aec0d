import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { inWords } from "../../../format/words.ts";
import { caseAddress } from "../addresses.ts";
import { againWords } from "../again.ts";
import { qualityWords } from "../quality.ts";
import { Reason } from "../Reason.tsx";
import { RiskBar } from "../RiskBar.tsx";
import { CaseDeadline, Sla } from "../Sla.tsx";
import type { Row } from "./operations.ts";

const SHOWN_REASONS = 2;
const USUAL_PRIORITY = 5;

interface Props {
  row: Row;
  reachable: boolean;
  /** What its queue is called, where the list holds several. */
  queue: string | null;
  onFocus: () => void;
}

/** One open task: its case, why it needs review, its risk and urgency, and who works on it. */
export function TaskRow({ row, reachable, queue, onFocus }: Props) {
  const quality = qualityWords(row.quality);
  const again = againWords(row);
  return (
    <li class={row.mine ? "task mine" : "task"}>
      <a
        class="task-link"
        href={caseAddress(row.caseId)}
        data-task={row.id}
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
      >
        {row.title !== null && <b class="task-title">{isolated(row.title)}</b>}
        <span class="task-parts">
          <span class="task-id">
            <span class="mono">{row.externalId}</span>
            <span class="task-tags">
              {queue !== null && <span class="badge ghost">{queue}</span>}
              {(row.priority ?? 0) > USUAL_PRIORITY && <span class="badge">priority {row.priority}</span>}
              {row.highImpact && <span class="badge warn">high impact</span>}
              {row.round > 1 && <span class="badge">review round {row.round}</span>}
              {row.quality !== "CLEAN" && <span class={`badge ${quality.tone}`}>{quality.words}</span>}
            </span>
          </span>
          <span class="task-why">
            {again !== null && <span class="task-rule task-again">{isolated(again)}</span>}
            <span class="task-rule">{row.ruleReasons[0] ?? inWords(row.rule ?? "sent to review")}</span>
            <span class="task-reasons">
              {row.scoreReasons.slice(0, SHOWN_REASONS).map((reason) => (
                <Reason key={reason} text={reason} />
              ))}
            </span>
          </span>
          <span class="task-risk">
            <RiskBar risk={row.risk} threshold={row.threshold ?? row.automaticBelow} />
          </span>
          <span class="task-due">
            <Sla dueAt={row.dueAt} state={row.slaState} />
            {row.caseDeadline !== null && <CaseDeadline at={row.caseDeadline} />}
            <Holder row={row} />
            {row.heldFor !== null && <span class="badge">for <bdi>{row.heldFor}</bdi></span>}
          </span>
        </span>
      </a>
    </li>
  );
}

function Holder({ row }: { row: Row }) {
  if (row.suspendedUntil !== null) return <span class="badge warn">{`put off until ${moment(row.suspendedUntil)}`}</span>;
  if (row.state === "SUSPENDED") return <span class="badge warn">waits for an answer</span>;
  if (row.mine) return <span class="badge accent">yours</span>;
  if (row.holder !== null && row.state === "RESERVED") return <span class="badge">held by <bdi>{row.holder}</bdi></span>;
  if (row.suggestedToMe) return <span class="badge accent">suggested to you</span>;
  if (row.suggestedTo !== null) return <span class="badge">suggested to <bdi>{row.suggestedTo}</bdi></span>;
  return <span class="badge ghost">free</span>;
}
