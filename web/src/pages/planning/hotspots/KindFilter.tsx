import type { Changes } from "../../../app/address.ts";
import { Choice } from "../../../parts/Choice.tsx";

export const NODE_KINDS = [
  { name: "category", words: "Category" },
  { name: "group", words: "Group" },
  { name: "subcategory", words: "Subcategory" },
  { name: "symptom", words: "Symptom" },
  { name: "community", words: "Community" },
] as const;

export type NodeKind = (typeof NODE_KINDS)[number]["name"];

export function nodeKindOf(text: string | undefined): NodeKind {
  return NODE_KINDS.find((kind) => kind.name === text)?.name ?? "category";
}

/** By what the cases are counted. */
export function KindFilter({ chosen, onChange }: { chosen: NodeKind; onChange: (changes: Changes) => void }) {
  return <Choice label="By what" options={NODE_KINDS} chosen={chosen} onChoose={(kind) => onChange({ kind, after: null })} />;
}
