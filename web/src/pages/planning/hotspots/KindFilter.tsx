import { useQuery } from "@urql/preact";

import type { Changes } from "../../../app/address.ts";
import { inWords } from "../../../format/words.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { KINDS, type NodeKind } from "./operations.ts";

export interface ChosenKind {
  /** By what a decision point's cases are counted, as its pack declares it; null while it is not known. */
  readonly kinds: readonly NodeKind[] | null;
  /** The one of the address, else the first; null where there is none. */
  readonly kind: NodeKind | null;
}

/** The kinds of node by which hot spots are forecast at a decision point, and the one that is shown. */
export function useKind(point: string | null, requested: string | undefined): ChosenKind {
  const [{ data }] = useQuery({ query: KINDS, variables: { point: point ?? "" }, pause: point === null });
  const kinds = point === null ? null : (data?.hotspotKinds ?? null);
  return { kinds, kind: kinds?.find(({ name }) => name === requested) ?? kinds?.[0] ?? null };
}

/** By what the cases are counted. */
export function KindFilter({ kinds, kind, onChange }: ChosenKind & { readonly onChange: (changes: Changes) => void }) {
  if (kinds === null || kind === null) return null;
  const options = kinds.map(({ name }) => ({ name, words: inWords(name) }));
  return <Choice label="By what" options={options} chosen={kind.name} onChoose={(name) => onChange({ kind: name, after: null })} />;
}
