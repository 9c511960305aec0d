import { expect, test } from "vitest";

import { nameInWords } from "../../../format/words.ts";
import { factText, namedFactText } from "./facts.ts";

test("stored values are shown in words, nested ones in one line, long ones cut", () => {
  expect(factText(null)).toBe("–");
  expect(factText([1, true, "a"])).toBe("1 · true · a");
  expect(factText({ a: 1, b: [2] })).toBe("a: 1 · b: 2");
  expect(factText({ contact_type: "Phone" })).toBe("contact type: Phone");
  expect(factText("desk|PO-1#0")).toBe("desk · PO-1#0");
  expect(factText("x".repeat(500))).toHaveLength(401);
});

test("codes of the product are words, codes of the firm stay as they are", () => {
  expect(namedFactText("origin", "REPLAYED")).toBe("Loaded from a file");
  expect(namedFactText("state", "INVALIDATED")).toBe("Taken back");
  expect(namedFactText("slaState", "ON_TRACK")).toBe("On track");
  expect(namedFactText("action", "SEND_BACK")).toBe("Send back");
  expect(namedFactText("currency", "EUR")).toBe("EUR");
  expect(namedFactText("kind", "Business entity")).toBe("Business entity");
});

test("names of properties become words", () => {
  expect(nameInWords("packetDigest")).toBe("Packet digest");
  expect(nameInWords("asOf")).toBe("As of");
});
