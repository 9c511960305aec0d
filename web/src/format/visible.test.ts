import { expect, test } from "vitest";

import { isolated, visible } from "./visible.ts";

test("what cannot be seen stands as its number", () => {
  expect(visible("W4-1\u202e evorppa")).toBe("W4-1⟨U+202E⟩ evorppa");
  expect(visible("re\u200bviewer\u00ad\ufeff\u0007\u3164")).toBe("re⟨U+200B⟩viewer⟨U+00AD⟩⟨U+FEFF⟩⟨U+0007⟩⟨U+3164⟩");
  expect(visible("\u{e0041}")).toBe("⟨U+E0041⟩");
});

test("ordinary text of any language stays as it is", () => {
  for (const text of ["20 m²", "café", "می\u200cخواهم", "👩\u200d💻", "שלום 12", "a\tb\nc", "20 °C", "№ 7"]) {
    expect(visible(text)).toBe(text);
  }
});

test("a text within a sentence is isolated, and cannot end its isolation", () => {
  expect(isolated("שלום")).toBe("\u2068שלום\u2069");
  expect(isolated("a\u2069b\u202e")).toBe("a⟨U+2069⟩b⟨U+202E⟩");
  expect(isolated("ש\u2069b")).toBe("\u2068ש⟨U+2069⟩b\u2069");
  expect(visible(`Held by ${isolated("שלום")}`)).toBe("Held by \u2068שלום\u2069");
  expect(visible("a\u2069b\u2068")).toBe("a⟨U+2069⟩b⟨U+2068⟩");
});
