/** How a decision ended, in words. */
export function endingName(endedBadly: boolean | null): string {
  return endedBadly === null ? "not known yet" : endedBadly ? "wrong" : "right";
}

/** How far the audit log vouches for a decision, in words. */
export function auditName(state: string): string {
  return AUDIT[state] ?? "no entry";
}

const AUDIT: Readonly<Record<string, string>> = { PENDING: "will be signed", SEALED: "signed", WITH_LOAD: "signed with its file" };

/** What the decider saw, in words. */
export function shownName(shown: string): string {
  return SHOWN[shown] ?? "not recorded";
}

const SHOWN: Readonly<Record<string, string>> = {
  PACKET: "what the case's page showed, frozen under this digest",
  RULE_ONLY: "nothing: a rule decided",
  NOT_RECORDED: "not recorded: this was decided before Signoff",
};

/** A value of the data as people read it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "missing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value.replace(TIME_OF_A_LOG, "$1 $2") : JSON.stringify(value);
}

/** A time as logs write it, on the clock of the system that it came from. */
const TIME_OF_A_LOG = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)$/;

/** What was compared with what: `risk of a delay: 31 % (below 40 %)`. */
export function comparedText({ title, shown, condition }: { readonly title: string; readonly shown: string; readonly condition: string }): string {
  return `${title}: ${shown} (${condition})`;
}

interface Reasoned {
  readonly ruleReasons: readonly string[];
  readonly comparisons: readonly { readonly title: string }[];
}

/** The rule's reasons without those that only say what was compared, which stand beside them. */
export function reasonsAlone({ ruleReasons, comparisons }: Reasoned): readonly string[] {
  return ruleReasons.filter((reason) => !comparisons.some(({ title }) => reason.startsWith(`${title}: `)));
}
