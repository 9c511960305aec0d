import { decimal, percent } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import type { Run } from "./operations.ts";

type ReplayResult = NonNullable<Run["replay"]>;

/** What both sets of rules do with the stored cases: counted, not simulated. */
export function Replay({ replay }: { replay: ReplayResult }) {
  const sides = [
    { words: "Without the change", ...replay.base },
    { words: "With the change", ...replay.candidate },
  ];
  return (
    <section class="panel table-panel" aria-labelledby="replay-title">
      <h2 id="replay-title">Past cases under both sets of rules</h2>
      <p class="dim">
        {counted(replay.scored, "case")} with a risk score from {moment(replay.from)} to {moment(replay.until)}
        {replay.unscored > 0 && `; ${decimal(replay.unscored)} without one are left out`}. With the change,{" "}
        {counted(replay.movedToPeople, "more case")} would be reviewed and {decimal(replay.movedToAutomatic)} others decided
        automatically.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Rules</th>
            <th scope="col" class="number">
              Reviewed
            </th>
            <th scope="col" class="number">
              Automatic
            </th>
            <th scope="col" class="number">
              Wrong among the automatic ones
            </th>
          </tr>
        </thead>
        <tbody>
          {sides.map((side) => (
            <tr key={side.words}>
              <td>{side.words}</td>
              <td class="number">{decimal(side.toPeople)}</td>
              <td class="number">{decimal(side.automatic)}</td>
              <td class="number">
                {side.automaticKnown === 0
                  ? "not known yet"
                  : `${decimal(side.automaticWrong)} of ${decimal(side.automaticKnown)} (${percent(side.automaticWrong / side.automaticKnown)})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
