import { decimal, percent } from "../../format/number.ts";
import { moment } from "../../format/time.ts";
import { inWords } from "../../format/words.ts";
import { caseAddress } from "../review/addresses.ts";
import type { Backtest } from "./policyOperations.ts";

/** What a version does with the stored cases of a point, beside the other one: load, errors, money, and what would change. */
export function BacktestFigures({ test }: { test: Backtest }) {
  const { currency, inUse, proposed } = test;
  const money = (value: number) => `${decimal(value, 0)} ${currency ?? ""}`.trim();
  const rows = [
    ["Decided automatically", decimal(inUse.automatic), decimal(proposed.automatic)],
    ["Error of these", errors(inUse), errors(proposed)],
    ["Go to people", load(inUse), load(proposed)],
    ["Cost of reviews and errors", money(inUse.cost), money(proposed.cost)],
  ] as const;
  if (test.cases === 0) return <p class="dim">{`No case of ${test.point} has a score yet, so there is nothing to replay.`}</p>;
  return (
    <>
      <table class="data-table">
        <caption>{`${decimal(test.cases)} stored cases of ${test.point}, replayed ${moment(test.at)}`}</caption>
        <thead>
          <tr>
            <th scope="col">Of these cases</th>
            <th scope="col">{test.beside === null ? "Without a policy" : "The other version"}</th>
            <th scope="col">This version</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, before, after]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {`${decimal(test.toAutomatic)} cases would become automatic, ${decimal(test.toPeople)} would go to people; ` +
          `${decimal(test.openTasks)} open tasks would change.`}
      </p>
      {test.openTasks > 0 && (
        <details>
          <summary>Open tasks that would change</summary>
          <ul class="registry-links">
            {test.tasks.map((task) => (
              <li key={task.caseId}>
                <a href={caseAddress(task.caseId)}>{task.case}</a>
                {`${inWords(task.before)} becomes ${inWords(task.after).toLowerCase()}${task.held ? "; somebody has it in hand, so it stays" : ""}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {test.missing.map(({ fact, cases }) => (
        <p key={fact}>{`Not available then: ${fact}, for ${decimal(cases)} of these cases. They go to people.`}</p>
      ))}
      {test.unscored > 0 && <p class="dim">{`${decimal(test.unscored)} further cases have no score and go to people.`}</p>}
    </>
  );
}

function errors({ errorRate, known }: Backtest["proposed"]): string {
  return errorRate === null ? "not known yet" : `${percent(errorRate)} of ${decimal(known)} with a known outcome`;
}

function load({ toPeople, reviewsAWeek }: Backtest["proposed"]): string {
  return reviewsAWeek === null ? decimal(toPeople) : `${decimal(toPeople)}, ${decimal(reviewsAWeek, 0)} a week`;
}
