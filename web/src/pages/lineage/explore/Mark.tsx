import { familyOf, OUTLINES } from "../../../drawing/shapes.ts";

/** The shape and colour of a kind, as the drawing shows it. */
export function Mark({ kind }: { kind: string }) {
  const family = familyOf(kind);
  return (
    <svg class={`mark family-${family.name}`} viewBox="-1.1 -1.1 2.2 2.2" width="12" height="12" aria-hidden="true">
      <path d={OUTLINES[family.shape]} fill-rule="evenodd" />
    </svg>
  );
}
