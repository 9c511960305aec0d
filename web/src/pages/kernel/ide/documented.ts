import { type Example, examplesOf } from "./exampleFiles.ts";

const FILES: Record<string, string> = import.meta.glob("../../../../../docs/questions/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The questions of the documentation, which the tests run too. */
export const DOCUMENTED: readonly Example[] = examplesOf(FILES);

/** Whether a question begins at a node, whose id it takes. */
export function takesNode({ query }: Example): boolean {
  return /\(\s*\$id: ID!\s*[,)]/.test(query);
}

/** The query page with a documented question; `id`: the node that it begins at. */
export function questionAddress({ name }: Example, id: string | null): string {
  const query = new URLSearchParams(id === null ? { question: name } : { question: name, id });
  return `/graphiql?${query}`;
}

/** The question of the query page's address, with its variables. */
export function requestedQuestion(address: URLSearchParams): { readonly query: string; readonly variables: string } | null {
  const question = DOCUMENTED.find((one) => one.name === address.get("question"));
  if (!question) return null;
  const id = address.get("id");
  return { query: question.query, variables: id !== null && takesNode(question) ? JSON.stringify({ id }, null, 2) : question.variables };
}
