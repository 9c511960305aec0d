import { expect, test } from "vitest";

import type { Row } from "./operations.ts";
import { withoutEnded } from "./useInbox.ts";

const NOON = Date.parse("2026-01-05T12:00:00Z");

function row(id: string, state: Row["state"], leaseExpiresAt: string | null): Row {
  return { id, state, leaseExpiresAt, mine: true, holder: "reviewer" } as Row;
}

test("a claim that has ended leaves Mine and is free elsewhere; what is set aside stays", () => {
  const rows = [
    row("ended", "RESERVED", "2026-01-05T12:00:00Z"),
    row("holds", "RESERVED", "2026-01-05T12:00:01Z"),
    row("waits", "SUSPENDED", "2026-01-05T11:00:00Z"),
  ];

  expect(withoutEnded(rows, "mine", NOON).map((one) => one.id)).toEqual(["holds", "waits"]);
  expect(withoutEnded(rows, "all", NOON).map((one) => [one.id, one.mine, one.holder])).toEqual([
    ["ended", false, null],
    ["holds", true, "reviewer"],
    ["waits", true, "reviewer"],
  ]);
});
