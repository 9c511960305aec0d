import { createStore } from "../../../app/store.ts";
import { session } from "../../../session/session.ts";

/** A drawing that somebody named, by its address. */
export interface SavedQuestion {
  readonly name: string;
  readonly address: string;
}

const KEY = "signoff-questions";

/** The drawings that who is logged in has saved, in this browser only. */
export const savedQuestions = createStore<readonly SavedQuestion[]>([]);

/** Reads what is saved for who is logged in now. */
export function readSaved(): void {
  savedQuestions.set(savedIn(localStorage.getItem(keyNow())));
}

/** Saves a drawing, in place of one of the same name. */
export function saveQuestion(question: SavedQuestion): void {
  write([...savedQuestions.get().filter((one) => one.name !== question.name), question]);
}

/** Deletes a drawing, and returns how to bring it back where it was. */
export function deleteQuestion(question: SavedQuestion): () => void {
  const before = savedQuestions.get();
  write(before.filter((one) => one !== question));
  return () => write(before);
}

/** What a stored text holds; what is not understood is left out. */
export function savedIn(text: string | null): readonly SavedQuestion[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? stored.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function isSaved(one: unknown): one is SavedQuestion {
  if (typeof one !== "object" || one === null) return false;
  const { name, address } = one as Partial<SavedQuestion>;
  return typeof name === "string" && typeof address === "string" && address.startsWith("/explore/");
}

function write(questions: readonly SavedQuestion[]): void {
  localStorage.setItem(keyNow(), JSON.stringify(questions));
  savedQuestions.set(questions);
}

function keyNow(): string {
  const state = session.state.get();
  return `${KEY}:${state.kind === "in" ? state.viewer.account : ""}`;
}
