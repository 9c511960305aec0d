import type { Json } from "../../../graphql/tada.ts";
import type { InputsDetail } from "./evidence.ts";
import { isMasked } from "./packet.ts";

/** A field of a case that a reviewer may correct. */
export interface EditableField {
  readonly name: string;
  readonly words: string;
  readonly unit: string | null;
  readonly value: Json;
}

/** The fields of a payload that can be corrected: a masked value is not typed anew by who has not seen it. */
export function fieldsOf(payload: Json, inputs: InputsDetail | null): readonly EditableField[] {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return [];
  return Object.entries(payload)
    .filter(([, value]) => !isMasked(value ?? null))
    .map(([name, value]) => {
      const input = inputs?.inputs.find((one) => one.feature === name);
      return { name, words: input?.words ?? name.replaceAll("_", " "), unit: input?.unit ?? null, value: value ?? null };
    });
}

/** Reads a typed text as the kind of value that the field holds; a field without a value takes a text. */
export function typed(text: string, field: EditableField): Json {
  if (text.trim() === "") return null;
  if (typeof field.value === "number" || field.unit !== null) {
    const number = Number(text);
    // What is no number goes as it is: the server says what the field takes.
    return Number.isNaN(number) ? text : number;
  }
  return typeof field.value === "boolean" ? text === "true" : text;
}
