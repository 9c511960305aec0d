import { afterEach, beforeEach, expect, it } from "vitest";

import { notices } from "../notices/notices.ts";
import { commands, onKey } from "./registry.ts";
import { beginAction } from "./waiting.ts";

let ran: string[] = [];
let leave: () => void = () => undefined;

function offer(...keys: string[]): void {
  leave();
  leave = commands.add(keys.map((key) => ({ keys: key, words: key, group: "Here", run: () => ran.push(key) })));
}

function press(...keys: string[]): void {
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((done) => setTimeout(done));
}

beforeEach(() => {
  ran = [];
  notices.set([]);
  addEventListener("keydown", onKey);
});

afterEach(() => {
  removeEventListener("keydown", onKey);
  leave();
});

it("keeps keys while a claim runs, and they find the page as it is then", async () => {
  offer("a");
  const end = beginAction("here");
  press("1", "2");
  expect(ran).toEqual([]);

  offer("1", "2");
  end(true);
  await settled();

  expect(ran).toEqual(["1", "2"]);
  expect(notices.get()).toEqual([]);
});

it("refuses kept keys in words where the claim fails", async () => {
  offer("1");
  const end = beginAction("here");
  press("1");

  end(false);
  await settled();

  expect(ran).toEqual([]);
  expect(notices.get().map((one) => one.text)).toEqual(["“1” did nothing: what came before it did not succeed. Press it again."]);
});

it("never lets a key act on another case than it was pressed on", async () => {
  offer("a");
  const end = beginAction("elsewhere");
  press("a");
  end(true);
  await settled();

  expect(ran).toEqual([]);
  expect(notices.get().map((one) => one.text)).toEqual(["“a” did nothing: the page was not ready yet. Press it again."]);
  press("a");
  expect(ran).toEqual(["a"]);
});

it("refuses what was kept behind a key that leads elsewhere", async () => {
  let endOther: ((ok: boolean) => void) | null = null;
  leave();
  const run = () => {
    ran.push("1");
    endOther = beginAction("elsewhere");
  };
  leave = commands.add([
    { keys: "1", words: "1", group: "Here", run },
    { keys: "2", words: "2", group: "Here", run: () => ran.push("2") },
  ]);
  const end = beginAction("here");
  press("1", "2");
  end(true);
  await settled();

  expect(ran).toEqual(["1"]);
  expect(notices.get().map((one) => one.text)).toEqual(["“2” did nothing: another case came first. Press it again."]);
  (endOther as ((ok: boolean) => void) | null)?.(true);
  await settled();
});

it("goes elsewhere and shows its help whatever runs", async () => {
  leave();
  leave = commands.add([{ keys: "g d", words: "desk", group: "Go to", run: () => ran.push("desk"), always: true }]);
  const end = beginAction("elsewhere");

  press("g", "d");

  expect(ran).toEqual(["desk"]);
  expect(notices.get()).toEqual([]);
  end(true);
  await settled();
});

it("keeps a key until the page that is read anew has its command", async () => {
  offer("a");
  const end = beginAction("refreshed");
  press("u", "a");
  await settled();
  expect(ran).toEqual([]);

  offer("u", "a");
  end(true);
  await settled();

  await expect.poll(() => ran).toEqual(["u", "a"]);
  expect(notices.get()).toEqual([]);
});

it("runs at once what the page already has while it is read anew", () => {
  offer("a");
  const end = beginAction("refreshed");
  press("a");
  end(true);

  expect(ran).toEqual(["a"]);
});

it("refuses in words a key whose command does not come", async () => {
  offer("a");
  const end = beginAction("refreshed");
  press("u");
  end(true);

  await expect.poll(() => notices.get().map((one) => one.text), { timeout: 3000 }).toEqual([
    "“u” did nothing: this page has no command for it now. Press it again.",
  ]);
  expect(ran).toEqual([]);
  press("a");
  expect(ran).toEqual(["a"]);
});
