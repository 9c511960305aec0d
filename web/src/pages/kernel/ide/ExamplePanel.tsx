import { useEditorContext } from "@graphiql/react";

import { type Example, EXAMPLES } from "./examples.ts";

/** The example questions; one click writes the query into the open tab. */
export function ExamplePanel() {
  const editor = useEditorContext({ nonNull: true });
  function open(example: Example) {
    editor.queryEditor?.setValue(example.query);
    editor.variableEditor?.setValue(example.variables);
    editor.responseEditor?.setValue("");
  }
  return (
    <section aria-label="Examples" class="ide-examples">
      <h2>Examples</h2>
      <p>Each writes its query into the open tab; run it with the button or Ctrl-Enter.</p>
      <ol>
        {EXAMPLES.map((one) => (
          <li key={one.name}>
            <button type="button" class="ide-example" onClick={() => open(one)}>
              {one.question}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function ExampleIcon() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
      <path d="M3 5h14M3 10h9M3 15h6" stroke-linecap="round" />
      <path d="M14 12l3 2.5-3 2.5z" fill="currentColor" stroke-linejoin="round" />
    </svg>
  );
}
