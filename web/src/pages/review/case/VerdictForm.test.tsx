import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { render as renderOnly } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { onKey } from "../../../keyboard/registry.ts";
import { draftOf, dropDraft } from "../drafts.ts";
import { session } from "../../../session/session.ts";
import type { GivenVerdict } from "./useReview.ts";
import { VerdictForm } from "./VerdictForm.tsx";
import type { VerdictOffer } from "./verdicts.ts";

const KEEP: VerdictOffer = {
  verdict: "APPROVE",
  keys: "a",
  action: "KEEP",
  words: "Keep",
  title: "Keep: why?",
  noteWords: "Note (optional)",
  needsNote: false,
  reasonCodes: ["RIGHT_GROUP", "SKILL_MISSING"],
};
const HAND_OVER: VerdictOffer = { ...KEEP, verdict: "REJECT", noteWords: "Why, in your words", needsNote: true };

const FIELDS = [
  { name: "amount", words: "amount", unit: "EUR", value: 120 },
  { name: "urgent", words: "asked for in haste", unit: null, value: true },
];
const CORRECT: VerdictOffer = { ...KEEP, verdict: "EDIT", keys: "e", action: null, words: "Correct the data" };

let sent: GivenVerdict[] = [];
const noop = () => undefined;

function show(offer: VerdictOffer, taskId = "task"): void {
  render(
    <VerdictForm
      taskId={taskId}
      offer={offer}
      fields={FIELDS}
      advised={false}
      working={false}
      onSend={(one) => sent.push(one)}
      onClose={() => sent.push({ verdict: "ABSTAIN", reasonCode: "closed", note: "", correction: null })}
    />,
  );
}

beforeEach(() => {
  sent = [];
  addEventListener("keydown", onKey);
});

afterEach(() => {
  removeEventListener("keydown", onKey);
  cleanup();
});

describe("the form of a verdict", () => {
  it("gives the verdict with one digit where no note is demanded", () => {
    show(KEEP);

    fireEvent.keyDown(document.body, { key: "2" });

    expect(sent).toEqual([{ verdict: "APPROVE", reasonCode: "SKILL_MISSING", note: "", correction: null }]);
  });

  it("asks for the note where one is demanded, then sends by Ctrl+Enter", () => {
    show(HAND_OVER);
    const note = screen.getByLabelText<HTMLTextAreaElement>("Why, in your words");

    fireEvent.keyDown(document.body, { key: "1" });
    expect(sent).toEqual([]);
    expect(document.activeElement).toBe(note);
    fireEvent.input(note, { target: { value: "Needs a network engineer." } });
    fireEvent.keyDown(note, { key: "Enter", ctrlKey: true });

    expect(sent).toEqual([{ verdict: "REJECT", reasonCode: "RIGHT_GROUP", note: "Needs a network engineer.", correction: null }]);
  });

  it("takes the focus before the next key can come, so that it never leaves a note that is being typed", () => {
    const place = document.body.appendChild(document.createElement("div"));

    renderOnly(
      <VerdictForm taskId="quick" offer={KEEP} fields={[]} advised={false} working={false} onSend={noop} onClose={noop} />,
      place,
    );

    expect(document.activeElement).toBe(place.querySelector("input"));
    renderOnly(null, place);
    place.remove();
  });

  it("sends a correction with what was changed alone, and none where nothing was", () => {
    show(CORRECT, "corrected");
    fireEvent.keyDown(document.body, { key: "1" });
    expect(sent).toEqual([]);

    fireEvent.input(screen.getByLabelText("amount, EUR"), { target: { value: "90" } });
    fireEvent.keyDown(document.body, { key: "1" });

    expect(sent).toEqual([{ verdict: "EDIT", reasonCode: "RIGHT_GROUP", note: "", correction: { amount: 90 } }]);
  });

  it("keeps a note that was begun when the page goes and comes back", () => {
    show(HAND_OVER, "interrupted");
    fireEvent.input(screen.getByLabelText("Why, in your words"), { target: { value: "half a sent" } });
    cleanup();

    show(HAND_OVER, "interrupted");

    expect(screen.getByLabelText<HTMLTextAreaElement>("Why, in your words").value).toBe("half a sent");
  });

  it("keeps a question apart from a rejection's reason, and what was sent not at all", () => {
    const ask: VerdictOffer = { ...HAND_OVER, verdict: "RESPOND", noteWords: "Your question" };
    show(ask, "asked");
    fireEvent.input(screen.getByLabelText("Your question"), { target: { value: "Is it usual?" } });
    cleanup();

    show(HAND_OVER, "asked");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Why, in your words").value).toBe("");
    cleanup();
    dropDraft("asked", "RESPOND");
    show(ask, "asked");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your question").value).toBe("");
  });

  it("shows nobody else the note, and gives it back to whose session merely ended", () => {
    session.began({ account: "one", roles: [] });
    show(HAND_OVER, "private");
    fireEvent.input(screen.getByLabelText("Why, in your words"), { target: { value: "mine" } });
    cleanup();
    session.ended();
    session.began({ account: "one", roles: [] });
    expect(draftOf("private", "REJECT")).toBe("mine");

    session.began({ account: "two", roles: [] });
    expect(draftOf("private", "REJECT")).toBe("");
    session.began({ account: "one", roles: [] });
    expect(draftOf("private", "REJECT")).toBe("");
  });
});
