import { FAMILIES, OUTLINES } from "../../../drawing/shapes.ts";

/** What shapes and colours mean. */
export function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      {FAMILIES.map((family) => (
        <li key={family.name}>
          <svg class={`mark family-${family.name}`} viewBox="-1.1 -1.1 2.2 2.2" width="12" height="12" aria-hidden="true">
            <path d={OUTLINES[family.shape]} fill-rule="evenodd" />
          </svg>
          {family.words}
        </li>
      ))}
      <li class="dim">An arrow points to what a node is based on, which is drawn to its left.</li>
    </ul>
  );
}
