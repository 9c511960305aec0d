import { capitalised, inWords } from "../../../format/words.ts";
import { percent } from "../../../format/number.ts";
import { isolated } from "../../../format/visible.ts";
import { againWords } from "../again.ts";
import { Reason } from "../Reason.tsx";
import { RiskBar } from "../RiskBar.tsx";
import type { TaskDetail } from "./operations.ts";

const MOST_REASONS = 3;

/** Why the case came to a person: first the rule that routed it, then up to three reasons of the score. */
export function Why({ task }: { task: TaskDetail }) {
  if (task.adviceHidden) return <Hidden task={task} />;
  const [because, ...facts] = task.ruleReasons;
  const threshold = task.threshold ?? task.automaticBelow;
  return (
    <section class="panel why" aria-labelledby="why-title">
      <h2 id="why-title">Why it came to you</h2>
      <Again task={task} />
      <p class="because">{because ?? "A person has to decide here."}</p>
      <p class="dim">
        {task.rule !== null && (
          <>
            Rule <code>{task.rule}</code>
          </>
        )}
        {facts.length > 0 && ` · ${facts.map(isolated).join(" · ")}`}
      </p>
      <div class="risk-line">
        <span>
          Risk that “{inWords(task.proposal).toLowerCase()}” is wrong
          {threshold !== null && <span class="dim"> ({threshold > 0 ? `automatic below ${percent(threshold)}` : "never automatic"})</span>}
        </span>
        <RiskBar risk={task.risk} threshold={threshold} />
      </div>
      {task.secondaryRisks.map((one) => (
        <div key={one.name} class="risk-line">
          <span>{one.words === null ? inWords(one.name) : capitalised(one.words)}</span>
          <RiskBar risk={one.value} threshold={one.threshold} />
        </div>
      ))}
      {task.scoreReasons.length > 0 && (
        <ul class="reasons">
          {task.scoreReasons.slice(0, MOST_REASONS).map((reason) => (
            <li key={reason}>
              <Reason text={reason} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Why a decision of the case is looked at again, before what the gate says of it. */
function Again({ task }: { task: TaskDetail }) {
  const words = againWords(task);
  return words === null ? null : <p class="because">{isolated(words)}</p>;
}

/** Rule, risk and reasons speak for a verdict: at a blind-first point the reviewer gives theirs before them. */
function Hidden({ task }: { task: TaskDetail }) {
  return (
    <section class="panel why" aria-labelledby="why-title">
      <h2 id="why-title">Why it came to you</h2>
      <Again task={task} />
      <p class="because">A person has to decide here. Rule, risk and reasons are shown once you have answered.</p>
    </section>
  );
}
