import { decimal, percent } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import type { Run } from "./operations.ts";

type Told = NonNullable<Run["replay"]>;

/** What both rules do with the stored past: counted, not simulated. */
export function Replay({ replay }: { replay: Told }) {
  const sides = [
    { words: "As things are", ...replay.base },
    { words: "With the change", ...replay.candidate },
  ];
  return (
    <section class="panel table-panel" aria-labelledby="replay-title">
      <h2 id="replay-title">The stored past under both</h2>
      <p class="dim">
        {counted(replay.scored, "case")} with a stored score, {moment(replay.from)} to {moment(replay.until)}
        {replay.unscored > 0 && `; ${decimal(replay.unscored)} without one are left out`}.{" "}
        {counted(replay.movedToPeople, "case")} would go to people instead, {decimal(replay.movedToAutomatic)} would no longer.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Rules</th>
            <th scope="col" class="number">
              To people
            </th>
            <th scope="col" class="number">
              Automatic
            </th>
            <th scope="col" class="number">
              Of these wrong, as far as known
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
                  ? "not known"
                  : `${decimal(side.automaticWrong)} of ${decimal(side.automaticKnown)} (${percent(side.automaticWrong / side.automaticKnown)})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
