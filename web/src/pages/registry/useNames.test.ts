import { expect, test } from "vitest";

import { nameIn } from "./useNames.ts";

test("what is registered goes by its name, what is not or has none by its key in words", () => {
  const registered = [
    { key: "invoices", name: "Invoice desk" },
    { key: "vendor-risk", name: "vendor-risk" },
  ];

  expect(nameIn(registered, "invoices")).toBe("Invoice desk");
  expect(nameIn(registered, "vendor-risk")).toBe("Vendor risk");
  expect(nameIn(registered, "invoice-lead")).toBe("Invoice lead");
});
