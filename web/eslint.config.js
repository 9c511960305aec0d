import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["dist", "node_modules", "src/graphql/introspection.d.ts", "src/kinds.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Render text; markup from data is how scripts get in." },
        { property: "dangerouslySetInnerHTML", message: "Render text; markup from data is how scripts get in." },
      ],
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Ask through src/graphql/client.ts or src/session/session.ts." },
      ],
    },
  },
  { files: ["src/graphql/client.ts", "src/session/session.ts"], rules: { "no-restricted-globals": "off" } },
);
