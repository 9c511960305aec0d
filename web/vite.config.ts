import { fileURLToPath } from "node:url";

import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

import { compressed } from "./build/compressed.ts";

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false }), compressed()],
  resolve: {
    alias: {
      // GraphiQL's dialogs write <style> elements through this package; the content security policy forbids them.
      "react-style-singleton": fileURLToPath(new URL("src/pages/kernel/ide/styleSingleton.ts", import.meta.url)),
    },
  },
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    // The content security policy allows no data: addresses and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
  },
  server: {
    // The schema and the documented questions stand beside this folder.
    fs: { allow: [fileURLToPath(new URL("..", import.meta.url))] },
    proxy: { "/graphql": "http://127.0.0.1:8000", "/auth": "http://127.0.0.1:8000", "/api": "http://127.0.0.1:8000" },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], globals: false, isolate: false },
});
