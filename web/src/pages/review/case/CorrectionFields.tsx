import type { Json } from "../../../graphql/tada.ts";
import { type EditableField, typed } from "./correction.ts";
import { namesUnit } from "./inputs.ts";

type Changes = Readonly<Record<string, Json>>;

interface Props {
  fields: readonly EditableField[];
  changes: Changes;
  onChange: (changes: Changes) => void;
}

/** The fields of a case to be typed anew: only what differs from the case is a correction. */
export function CorrectionFields({ fields, changes, onChange }: Props) {
  function change(field: EditableField, text: string) {
    const value = typed(text, field);
    const others = Object.fromEntries(Object.entries(changes).filter(([name]) => name !== field.name));
    onChange(value === field.value ? others : { ...others, [field.name]: value });
  }
  return (
    <details class="correction" open>
      <summary>What the case should say</summary>
      {fields.map((field) => (
        <label key={field.name}>
          {field.unit === null || namesUnit(field.words, field.unit) ? field.words : `${field.words}, ${field.unit}`}
          <Field field={field} onText={(text) => change(field, text)} />
        </label>
      ))}
    </details>
  );
}

function Field({ field, onText }: { field: EditableField; onText: (text: string) => void }) {
  if (typeof field.value === "boolean") {
    return (
      <select onChange={(event) => onText(event.currentTarget.value)}>
        <option value="true" selected={field.value}>
          yes
        </option>
        <option value="false" selected={!field.value}>
          no
        </option>
      </select>
    );
  }
  const shown = field.value === null ? "" : typeof field.value === "object" ? JSON.stringify(field.value) : String(field.value);
  return <input type="text" defaultValue={shown} onInput={(event) => onText(event.currentTarget.value)} />;
}
