import type { Changes } from "../../../app/address.ts";
import { counted } from "../../../format/words.ts";
import { instants, type Period } from "./period.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** The filters of an address as the queries of decisions take them. */
export function conditionsOf(query: Query, period: Period) {
  return {
    ...instants(period),
    kind: query.kind ?? null,
    origin: query.origin ?? null,
    decider: query.decider ?? null,
    againstModel: truthOf(query.against),
    endedBadly: truthOf(query.bad),
  };
}

/** The same as the address of a file takes them. */
export function fileFilterOf(query: Query, point: string, period: Period): Record<string, string | undefined> {
  const { kind, origin, decider, against: againstModel, bad: endedBadly } = query;
  return { decisionPoint: point, ...instants(period), kind, origin, decider, againstModel, endedBadly };
}

/** Which decisions of a period are listed. */
export function DecisionFilters({ query, onChange }: { query: Query; onChange: (changes: Changes) => void }) {
  return (
    <div class="filters">
      <Pick name="kind" words="Person or rule" options={{ HUMAN: "a person", AUTOMATIC: "a rule" }} chosen={query.kind} onChange={onChange} />
      <Pick name="origin" words="Origin" options={{ LIVE: "decided in Signoff", REPLAYED: "loaded from a file" }} chosen={query.origin} onChange={onChange} />
      <Pick name="against" words="Model's advice" options={{ true: "not followed", false: "followed" }} chosen={query.against} onChange={onChange} />
      <Pick name="bad" words="Right or wrong" options={{ true: "wrong", false: "right" }} chosen={query.bad} onChange={onChange} />
      <label>
        Decided by
        <input
          value={query.decider ?? ""}
          placeholder="anyone"
          onChange={(event) => onChange({ decider: event.currentTarget.value.trim() })}
        />
      </label>
    </div>
  );
}

/** Says that a page ends early, because few decisions are like that, and how to go on. */
export function LookedThrough({ searched, matching }: { searched: number | null; matching: number }) {
  if (searched === null) return null;
  return (
    <p class="dim" role="status">
      {`${matching === 0 ? "None" : matching} of the ${counted(searched, "decision")} looked through ${matching > 1 ? "are" : "is"} like that. “Older” looks further.`}
    </p>
  );
}

function truthOf(text: string | undefined): boolean | null {
  return text === "true" || text === "false" ? text === "true" : null;
}

interface PickProps {
  readonly name: string;
  readonly words: string;
  readonly options: Readonly<Record<string, string>>;
  readonly chosen: string | undefined;
  readonly onChange: (changes: Changes) => void;
}

function Pick({ name, words, options, chosen, onChange }: PickProps) {
  return (
    <label>
      {words}
      <select value={chosen ?? ""} onChange={(event) => onChange({ [name]: event.currentTarget.value })}>
        <option value="">any</option>
        {Object.entries(options).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
