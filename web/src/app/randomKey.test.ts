import { afterEach, describe, expect, it, vi } from "vitest";

import { randomKey } from "./randomKey.ts";

describe("a random key", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is there where the page is served without https", () => {
    vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) });

    expect(randomKey()).toBe("07".repeat(16));
  });

  it("differs each time", () => {
    expect(new Set(Array.from({ length: 100 }, randomKey)).size).toBe(100);
  });
});
