import { expect, test } from "vitest";

import { nameOfGroup } from "./groupName.ts";

test("groups of key figures are called by names, not by keys", () => {
  const names = { queue: () => "Invoice desk", policy: () => "Release an invoice", model: () => "looked at (Release an invoice)" };

  expect(nameOfGroup("QUEUE", "invoices", names)).toBe("Invoice desk");
  expect(nameOfGroup("ACTION", "SEND_BACK", names)).toBe("Send back");
  expect(nameOfGroup("POLICY", `invoice-release|${"0f".repeat(32)}`, names)).toBe("Release an invoice · 0f0f0f0f0f0f");
  expect(nameOfGroup("MODEL", "invoice-release.looked_at|4a5682110641", names)).toBe("looked at (Release an invoice) · 4a5682110641");
  expect(nameOfGroup("PERSON", "user_002", names)).toBe("user_002");
});
