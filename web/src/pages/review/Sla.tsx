import { moment, span } from "../../format/time.ts";
import { useNow } from "../../parts/useNow.ts";

const TONE: Record<string, string> = { BREACHED: "bad", AT_RISK: "warn", ON_TRACK: "" };
const WORDS: Record<string, string> = { BREACHED: "review late by", AT_RISK: "soon late: review within", ON_TRACK: "review within" };
const TICK_MILLISECONDS = 10_000;

interface Props {
  dueAt: string | null;
  state: string | null;
}

/** The deadline of the case itself, which is not that of its review. */
export function CaseDeadline({ at }: { at: string }) {
  const now = useNow(TICK_MILLISECONDS);
  const left = Date.parse(at) - now;
  return (
    <time class={left < 0 ? "sla bad" : "sla"} dateTime={at} title={`The case itself is to be settled by ${moment(at)}`}>
      <span class="sla-words">{left < 0 ? "case late by" : "case to be settled within"}</span> <b>{span(Math.abs(left))}</b>
    </time>
  );
}

/** How long until a case should be reviewed, or how late its review is. */
export function Sla({ dueAt, state }: Props) {
  const now = useNow(TICK_MILLISECONDS);
  if (dueAt === null) return <span class="sla dim">no review deadline</span>;
  const left = Date.parse(dueAt) - now;
  const current = left < 0 ? "BREACHED" : (state ?? "ON_TRACK");
  return (
    <time class={`sla ${TONE[current] ?? ""}`} dateTime={dueAt} title={`To be reviewed by ${moment(dueAt)}`}>
      <span class="sla-words">{WORDS[current] ?? "review within"}</span> <b>{span(left)}</b>
    </time>
  );
}
