import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";

import sdl from "../../../../../api/schema.graphql?raw";
import { PREBUILT, queryBehind } from "./prebuilt.ts";
import { questionOf } from "./question.ts";

test("the query behind each drawing is one that the API understands", () => {
  const schema = buildSchema(sdl);
  for (const query of [...PREBUILT.map((one) => one.query), { to: "QQ==", at: "2026-01-05T09:00:00Z" }]) {
    const text = queryBehind("QQ==", questionOf(query));
    expect(validate(schema, parse(text))).toEqual([]);
  }
  expect(queryBehind("QQ==", questionOf({ way: "DOWN" }))).toContain('lineage(input: { id: "QQ==", direction: DOWN, depth: 8, most: 500 })');
});
