import { moment, span } from "../format/time.ts";
import { useNow } from "../parts/useNow.ts";

const TONE: Record<string, string> = { BREACHED: "bad", AT_RISK: "warn", ON_TRACK: "" };
const WORDS: Record<string, string> = { BREACHED: "late by", AT_RISK: "due soon, in", ON_TRACK: "due in" };
const TICK_MILLISECONDS = 10_000;

interface Props {
  dueAt: string | null;
  state: string | null;
}

/** How long until a case should be decided, or how late it is. */
export function Sla({ dueAt, state }: Props) {
  const now = useNow(TICK_MILLISECONDS);
  if (dueAt === null) return <span class="sla dim">no deadline</span>;
  const left = Date.parse(dueAt) - now;
  const standing = left < 0 ? "BREACHED" : (state ?? "ON_TRACK");
  return (
    <time class={`sla ${TONE[standing] ?? ""}`} dateTime={dueAt} title={`To be decided by ${moment(dueAt)}`}>
      <span class="sla-words">{WORDS[standing] ?? "due in"}</span> <b>{span(left)}</b>
    </time>
  );
}
