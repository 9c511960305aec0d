import { type Example, examplesOf } from "./exampleFiles.ts";

export type { Example } from "./exampleFiles.ts";

const FILES: Record<string, string> = import.meta.glob("../../../../examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The examples that the documentation and the tests run too, in the order of their file names. */
export const EXAMPLES: readonly Example[] = examplesOf(FILES);
