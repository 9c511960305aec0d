import { decidedWhen, moment, relative } from "../../../format/time.ts";
import { inWords, outcomeText } from "../../../format/words.ts";
import { Keys } from "../../../keyboard/Keys.tsx";
import { Countdown } from "../../../parts/Countdown.tsx";
import { useNow } from "../../../parts/useNow.ts";
import { compareAddress } from "../../decision/compare/addresses.ts";
import { Appeals } from "../../decision/record/Appeals.tsx";
import { recordAddress } from "../../decision/record/addresses.ts";
import { decides } from "../../../session/session.ts";
import { useUndo } from "../useUndo.ts";
import { Dispute, type ShownReason } from "./Dispute.tsx";
import type { DecisionDetail } from "./operations.ts";

/** The decision, who made it, whether it is final and on the audit log, and its outcomes. */
export function Decided({ caseId, decision, reasons }: { caseId: string; decision: DecisionDetail; reasons: readonly ShownReason[] }) {
  const now = useNow(1000);
  const { possible, working, undo } = useUndo();
  const pending = decision.finalAt !== null && Date.parse(decision.finalAt) > now;
  return (
    <section class="panel decide" aria-labelledby="decided-title">
      <h2 id="decided-title" class="question">
        {inWords(decision.action)}
      </h2>
      <dl class="facts">
        <Fact words="Decided by">
          {decision.kind === "AUTOMATIC" ? "a rule, automatically" : (decision.decider ?? "a person")}
        </Fact>
        {decision.reasonCode !== null && <Fact words="Reason">{inWords(decision.reasonCode)}</Fact>}
        <Fact words="When">
          {decision.sequence === null ? (
            <time dateTime={decision.decidedAt} title={moment(decision.decidedAt)}>
              {relative(decision.decidedAt, now)}
            </time>
          ) : (
            decidedWhen(decision)
          )}
        </Fact>
        <Fact words="Audit log">{auditWords(decision)}</Fact>
      </dl>
      <p>
        <a href={recordAddress(decision.id)}>The record of this decision</a> ·{" "}
        <a href={compareAddress(decision.id)}>Compare it with another</a>
      </p>
      {pending && decision.finalAt !== null && (
        <p class="lease held">
          Final in <Countdown until={Date.parse(decision.finalAt)} />
          {possible && (
            <button class="button small" disabled={working} onClick={undo}>
              {working ? "Taking it back…" : "Undo"} <Keys keys="z" />
            </button>
          )}
        </p>
      )}
      {decision.kind === "HUMAN" && decides() && reasons.length > 0 && <Dispute decisionId={decision.id} reasons={reasons} />}
      <Appeals
        decisionId={decision.id}
        caseId={caseId}
        isEffective={decision.origin === "LIVE" && decision.state === "EFFECTIVE"}
        finalAt={decision.finalAt}
      />
      {decision.outcomes.length > 0 && (
        <>
          <h3>Outcomes</h3>
          <ul class="outcomes">
            {decision.outcomes.map((one) => (
              <li key={one.id}>
                {inWords(one.kind)}: <b>{outcomeText(one.value)}</b>
                {one.correction !== null && (
                  <span class="dim">
                    {" "}
                    corrected: <bdi>{one.correction}</bdi>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Fact({ words, children }: { words: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function auditWords(decision: DecisionDetail): string {
  if (decision.auditState === "SEALED") return `signed as entry ${decision.leafIndex ?? ""}`;
  return decision.auditState === "PENDING" ? "will be signed within a second" : "recorded with the load of its file";
}
