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
  return typeof value === "string" ? value : JSON.stringify(value);
}
