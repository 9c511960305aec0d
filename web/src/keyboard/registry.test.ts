import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { type Command, commands, onKey } from "./registry.ts";

let ran: string[] = [];
let leave: (() => void)[] = [];

function command(keys: string, words = keys, enabled = true): Command {
  return { keys, words, group: "Here", enabled, run: () => ran.push(words) };
}

function offer(...layer: Command[]): void {
  leave.push(commands.add(layer));
}

function press(key: string, target: EventTarget = document.body, modifiers: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers }));
}

beforeEach(() => {
  ran = [];
  addEventListener("keydown", onKey);
});

afterEach(() => {
  removeEventListener("keydown", onKey);
  leave.forEach((go) => go());
  leave = [];
  document.body.replaceChildren();
});

describe("the registry of keys", () => {
  it("runs a command of the newest layer that offers its key", () => {
    offer(command("a", "below"));
    offer(command("a", "above"));

    press("a");

    expect(ran).toEqual(["above"]);
    expect(commands.listed().map((one) => one.words)).toEqual(["above"]);
  });

  it("runs a chord, and a single key that does not begin one", () => {
    offer(command("g d", "desk"), command("d", "delete"));

    press("g");
    press("d");
    press("d");

    expect(ran).toEqual(["desk", "delete"]);
  });

  it("leaves alone what is typed, modified, or disabled", () => {
    offer(command("a"), command("b", "b", false));
    const field = document.body.appendChild(document.createElement("textarea"));

    press("a", field);
    press("a", document.body, { ctrlKey: true });
    press("b");

    expect(ran).toEqual([]);
  });

  it("hears a digit on a radio button, which is not typed into", () => {
    offer(command("1", "first reason"));
    const radio = document.body.appendChild(document.createElement("input"));
    radio.type = "radio";

    press("1", radio);

    expect(ran).toEqual(["first reason"]);
  });

  it("leaves Enter to the link that has the focus", () => {
    offer(command("Enter", "open"));
    const link = document.body.appendChild(document.createElement("a"));
    link.href = "/case/1";

    press("Enter", link);
    press("Enter");

    expect(ran).toEqual(["open"]);
  });

  it("hears letters by their place on a layout without Latin ones, and digits that need Shift", () => {
    offer(command("a"), command("q"), command("1"), command("g d", "desk"), command("?"), command("/"));

    press("ф", document.body, { code: "KeyA" });
    press("п", document.body, { code: "KeyG" });
    press("в", document.body, { code: "KeyD" });
    press("&", document.body, { code: "Digit1" });
    press("1", document.body, { code: "Digit1", shiftKey: true });
    press("A", document.body, { code: "KeyQ" });
    press("؟", document.body, { code: "Slash", shiftKey: true });
    press("/", document.body, { code: "Digit7", shiftKey: true });
    press("ש", document.body, { code: "KeyA" });
    press("'", document.body, { code: "KeyQ" });

    expect(ran).toEqual(["a", "desk", "1", "1", "a", "?", "/", "a", "q"]);
  });

  it("takes what a Latin layout types, not the place of the key", () => {
    offer(command("a"), command("q"), command("1"));

    press("a", document.body, { code: "KeyQ" });
    press("'", document.body, { code: "KeyQ" });
    press("!", document.body, { code: "Digit1", shiftKey: true });

    expect(ran).toEqual(["a"]);
  });

  it("forgets a layer that has left", () => {
    const go = commands.add([command("a")]);
    go();

    press("a");

    expect(ran).toEqual([]);
  });
});
