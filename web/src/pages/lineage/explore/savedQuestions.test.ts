import { beforeEach, expect, test } from "vitest";

import { session } from "../../../session/session.ts";
import { deleteQuestion, readSaved, savedIn, savedQuestions, saveQuestion } from "./savedQuestions.ts";

const ONE = { name: "one", address: "/explore/QQ==?way=DOWN" };

beforeEach(() => {
  localStorage.clear();
  session.began({ account: "analyst", roles: [] });
  readSaved();
});

test("a drawing is saved under its name for one account, deleted, and brought back", () => {
  saveQuestion({ ...ONE, address: "/explore/other" });
  saveQuestion(ONE);
  expect(savedQuestions.get()).toEqual([ONE]);

  const undo = deleteQuestion(ONE);
  expect(savedQuestions.get()).toEqual([]);
  undo();
  readSaved();
  expect(savedQuestions.get()).toEqual([ONE]);

  session.began({ account: "planner", roles: [] });
  readSaved();
  expect(savedQuestions.get()).toEqual([]);
});

test("what is stored and no drawing of the explorer is left out", () => {
  expect(savedIn(null)).toEqual([]);
  expect(savedIn("{")).toEqual([]);
  expect(savedIn(JSON.stringify([ONE, { name: "x", address: "https://elsewhere" }, 5, null]))).toEqual([ONE]);
});
