/** One example query: its first comment line is the question that it answers. */
export interface Example {
  readonly name: string;
  readonly question: string;
  readonly query: string;
  readonly variables: string;
}

const QUESTION = /^#\s*(.+)$/;
const VARIABLES = /^#\s*variables:\s*(\{.*\})\s*$/;

/** The queries of files, in the order of their names. */
export function examplesOf(files: Record<string, string>): readonly Example[] {
  return Object.entries(files)
    .toSorted(([one], [other]) => one.localeCompare(other, "en"))
    .map(([path, text]) => exampleOf(path, text));
}

function exampleOf(path: string, text: string): Example {
  const lines = text.split("\n");
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.graphql$/, "");
  const variables = lines.map((line) => VARIABLES.exec(line)?.[1]).find((match) => match !== undefined);
  return {
    name,
    question: QUESTION.exec(lines[0] ?? "")?.[1] ?? name,
    query: `${lines.filter((line) => !VARIABLES.test(line)).join("\n").trim()}\n`,
    variables: variables === undefined ? "" : JSON.stringify(JSON.parse(variables), null, 2),
  };
}
