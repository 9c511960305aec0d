import { signed } from "../../../format/number.ts";
import { isolated } from "../../../format/visible.ts";
import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import { Keys } from "../../../keyboard/Keys.tsx";
import { useCommands } from "../../../keyboard/useCommands.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import type { InputsDetail } from "./evidence.ts";
import { groupsOf, type Input, withUnit } from "./inputs.ts";
import { isMasked, shown } from "./packet.ts";
import type { InputsView } from "./useInputs.ts";
import { useRevealed } from "./useRevealed.ts";

const AVAILABLE: Record<string, string> = {
  CREATION: "known when the case was created",
  EVENT: "known at the time of the case",
  AFTERWARDS: "known only afterwards",
};

/** Every input of the case: its value, where it comes from, and what it adds to the risk. */
export function Inputs({ inputs, failure, again }: InputsView) {
  if (failure !== null) return <Failure message={failure} onRetry={again} />;
  if (!inputs) return <Skeleton lines={8} label="Fetching the inputs" />;
  return <InputsTable key={inputs.caseId} inputs={inputs} />;
}

function InputsTable({ inputs }: { inputs: InputsDetail }) {
  const revealed = useRevealed(inputs.caseId);
  const hidden = inputs.inputs.filter((one) => isMasked(one.value) && !(one.feature in revealed.values)).length;
  const words = `Show ${counted(hidden, "masked value")}`;
  useCommands([{ keys: "v", words: "Show masked values", group: "Evidence", enabled: hidden > 0 && !revealed.working, run: revealed.reveal }]);
  return (
    <div class="inputs">
      {hidden > 0 && (
        <p class="reveal">
          <button type="button" disabled={revealed.working} onClick={revealed.reveal}>
            {words} <Keys keys="v" />
          </button>{" "}
          <span class="dim">It is recorded that you asked for them. They may hold abusive or private text.</span>
        </p>
      )}
      <p class="dim">
        {origin(inputs)} Values as of <time dateTime={inputs.snapshotAsOf}>{moment(inputs.snapshotAsOf)}</time>.
      </p>
      {inputs.findings.length > 0 && (
        <ul class="findings">
          {inputs.findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      <table class="inputs-table">
        <thead>
          <tr>
            <th scope="col">Input</th>
            <th scope="col">Value</th>
            <th scope="col" class="number" title="Adds to the risk, in log-odds">
              Adds
            </th>
            <th scope="col">Used by</th>
            <th scope="col">Source, row</th>
          </tr>
        </thead>
        {groupsOf(inputs.inputs).map((group) => (
          <tbody key={group.words}>
            <tr class="group">
              <th scope="rowgroup" colSpan={5}>
                {group.words}
              </th>
            </tr>
            {group.inputs.map((one) => (
              <tr key={one.feature}>
                <td title={AVAILABLE[one.availability ?? ""] ?? ""}>{one.words}</td>
                <td>{one.feature in revealed.values ? shown(revealed.values[one.feature] ?? null) : withUnit(one)}</td>
                <td class={`number ${signOf(one.contribution)}`}>{one.contribution === null ? "" : signed(one.contribution)}</td>
                <td class="dim">{readers(one)}</td>
                <td class="dim">{sourceOf(one)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function origin(inputs: InputsDetail): string {
  const version = [inputs.dataset, inputs.datasetVersion].filter((part) => part !== null).map(isolated).join(", version ");
  if (version === "") return "";
  return `From ${version}${inputs.row === null ? "" : `, row ${inputs.row}`}${inputs.dataSource === null ? "" : ` (${isolated(inputs.dataSource)})`}.`;
}

function sourceOf(one: Input): string {
  if (one.typed) return "corrected by a reviewer";
  return one.source === null ? "computed" : `${isolated(one.source)}${one.row === null ? "" : `, row ${one.row}`}`;
}

function readers(one: Input): string {
  return [one.usedByPolicy && "rules", one.usedByModel && "model"].filter(Boolean).join(", ") || "not used";
}

function signOf(contribution: number | null): string {
  if (contribution === null) return "";
  return contribution >= 0 ? "raises" : "lowers";
}
