import { describe, expect, it } from "vitest";

import { loginAddress, wayBack } from "./addresses.ts";

describe("the way through the log-in", () => {
  it("leads back to where one was", () => {
    expect(loginAddress("/case/abc?x=1")).toBe("/login?next=%2Fcase%2Fabc%3Fx%3D1");
    expect(wayBack("/case/abc?x=1")).toBe("/case/abc?x=1");
  });

  it("never leads elsewhere", () => {
    for (const next of [undefined, "//evil.example", "/\\evil.example", "https://evil.example", "/login?next=/", ""]) {
      expect(wayBack(next)).toBe("/");
    }
  });
});
