import { managesRecalls } from "../../../session/session.ts";
import { planAddress } from "./addresses.ts";
import { isRecallable } from "./words.ts";

/** The way to recall what was decided on a node; nothing for kinds that are not recalled, and for who may not. */
export function RecallLink({ id, kind, name }: { id: string; kind: string; name?: string | null }) {
  if (!isRecallable(kind) || !managesRecalls()) return null;
  return (
    <a class="button small" href={planAddress(id)}>
      Recall this…
      {name != null && <span class="for-readers">{name}</span>}
    </a>
  );
}
