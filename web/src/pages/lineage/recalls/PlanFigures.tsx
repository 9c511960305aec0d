import { decimal } from "../../../format/number.ts";
import { counted } from "../../../format/words.ts";
import { BasesTable } from "./BasesTable.tsx";
import type { RecallPlan } from "./operations.ts";
import { effort } from "./words.ts";

/** What a recall would do: decisions by basis and decision point, hours of review, outcomes. */
export function PlanFigures({ plan, withTraining }: { plan: RecallPlan; withTraining: boolean }) {
  const { decisions, listed, outcomes, reviewerHours, bases, points } = plan;
  if (decisions + listed === 0)
    return (
      <section class="panel record-part" aria-label="What the recall would do">
        <p role="status">No live decision in force depends on it here. Choose another interval, or recall something else.</p>
      </section>
    );
  return (
    <section class="panel record-part" aria-labelledby="recall-plan">
      <h2 id="recall-plan">What the recall would do</h2>
      <dl class="recall-figures">
        <Figure words={decisions === 1 ? "decision looked at again" : "decisions looked at again"} value={decimal(decisions)} />
        <Figure words="hours of review" value={effort(reviewerHours)} />
        <Figure words={outcomes === 1 ? "outcome reported for them" : "outcomes reported for them"} value={decimal(outcomes)} />
      </dl>
      <div class="recall-report">
        <BasesTable bases={bases} />
        {points.length > 0 && <Points points={points} />}
      </div>
      {listed > 0 && !withTraining && (
        <p class="dim">{`${counted(listed, "more depends", "more depend")} on it only by what a model learned: listed, not looked at again.`}</p>
      )}
    </section>
  );
}

function Figure({ words, value }: { words: string; value: string }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Points({ points }: { points: RecallPlan["points"] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Decision point</th>
          <th scope="col" class="number">
            Decisions
          </th>
          <th scope="col" class="number">
            Minutes each
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ decisionPoint, decisions, minutes }) => (
          <tr key={decisionPoint}>
            <th scope="row">{decisionPoint}</th>
            <td class="number">{decimal(decisions)}</td>
            <td class="number">{minutes === null ? <span class="dim">not timed: 10</span> : effort(minutes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
