import { inWords, shortDigest } from "../../../format/words.ts";
import type { Names } from "../../registry/useNames.ts";

/** What a group of key figures is called: queues, policies and models by their names, actions in words. */
export function nameOfGroup(by: string, group: string, names: Pick<Names, "queue" | "policy" | "model">): string {
  if (by === "QUEUE") return names.queue(group);
  if (by === "ACTION") return inWords(group);
  if (by !== "POLICY" && by !== "MODEL") return group;
  const [name, version] = partsOf(group);
  return `${by === "POLICY" ? names.policy(name) : names.model(name)} · ${shortDigest(version)}`;
}

/** The name and the version of a key: the version stands last. */
function partsOf(key: string): readonly [string, string] {
  const at = key.lastIndexOf("|");
  return [key.slice(0, at), key.slice(at + 1)];
}
