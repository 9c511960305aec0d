import { expect, test } from "vitest";

import { DOCUMENTED, questionAddress, requestedQuestion, takesNode } from "./documented.ts";

test("every documented question says what it answers, and opens on the query page with the node that it begins at", () => {
  expect(DOCUMENTED.length).toBeGreaterThan(2);
  for (const one of DOCUMENTED) {
    expect(one.question).not.toBe(one.name);
    const address = questionAddress(one, takesNode(one) ? "QQ==" : null);
    const requested = requestedQuestion(new URL(address, "http://signoff").searchParams);
    expect(requested?.query).toBe(one.query);
    expect(requested?.variables).toBe(takesNode(one) ? '{\n  "id": "QQ=="\n}' : one.variables);
  }
  expect(DOCUMENTED.some(takesNode)).toBe(true);
  expect(requestedQuestion(new URLSearchParams("question=none"))).toBeNull();
});
