import { useQuery } from "@urql/preact";

import type { Changes } from "../../../app/address.ts";
import { inWords } from "../../../format/words.ts";
import { CHOICES, type NodeKind } from "./operations.ts";

export interface ChosenAhead {
  /** What can be counted and by what; null while it is not known. */
  readonly choices: { readonly events: readonly { readonly name: string; readonly counted: string }[]; readonly nodeKinds: readonly string[] } | null;
  /** What is counted; null is what the pack declares for the kind of node. */
  readonly event: string | null;
  /** The kind of node, with what is counted in words. */
  readonly kind: NodeKind | null;
}

/** Any event by any kind of node: those of the address, else the first that the pack declares. */
export function useAhead(point: string | null, declared: NodeKind | null, { kind, event }: { readonly kind?: string | undefined; readonly event?: string | undefined }): ChosenAhead {
  const [{ data }] = useQuery({ query: CHOICES, variables: { point: point ?? "" }, pause: point === null });
  const choices = data?.hotspotChoices ?? null;
  if (declared === null) return { choices, event: null, kind: null };
  const name = choices?.nodeKinds.find((one) => one === kind) ?? declared.name;
  const known = choices?.events.find((one) => one.name === event);
  return { choices, event: known?.name ?? null, kind: { ...declared, name, counted: known?.counted ?? declared.counted } };
}

/** What is counted, and by what. */
export function AheadFilters({ choices, event, kind, onChange }: ChosenAhead & { readonly onChange: (changes: Changes) => void }) {
  if (choices === null || kind === null) return null;
  return (
    <>
      <label>
        Count cases that{" "}
        <select value={event ?? kind.event} onChange={(change) => onChange({ event: change.currentTarget.value })}>
          {choices.events.map(({ name, counted }) => (
            <option key={name} value={name}>
              {counted}
            </option>
          ))}
        </select>
      </label>
      <label>
        By{" "}
        <select value={kind.name} onChange={(change) => onChange({ kind: change.currentTarget.value })}>
          {choices.nodeKinds.map((name) => (
            <option key={name} value={name}>
              {inWords(name)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
