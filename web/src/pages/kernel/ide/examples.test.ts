import { expect, test } from "vitest";

import { examplesOf } from "./exampleFiles.ts";
import { EXAMPLES } from "./examples.ts";

test("the first comment line is the question, and a line of variables is taken out of the query", () => {
  const examples = examplesOf({
    "x/02-b.graphql": '# Who?\n# variables: {"first": 2}\nquery B($first: Int) { viewer { account } }\n',
    "x/01-a.graphql": "query A { viewer { account } }",
  });

  expect(examples.map((one) => one.name)).toEqual(["01-a", "02-b"]);
  expect(examples[0]?.question).toBe("01-a");
  expect(examples[1]).toEqual({
    name: "02-b",
    question: "Who?",
    query: "# Who?\nquery B($first: Int) { viewer { account } }\n",
    variables: '{\n  "first": 2\n}',
  });
});

test("every shipped example asks a question", () => {
  expect(EXAMPLES.length).toBeGreaterThan(0);
  expect(EXAMPLES.filter((one) => !one.question.endsWith("?"))).toEqual([]);
});
