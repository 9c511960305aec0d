/** Tells a typed refusal from a success of the same union: every refusal has a code and a message. */
export function isRefusal<Answer extends object>(
  answer: Answer,
): answer is Extract<Answer, { code: unknown; message: unknown }> {
  return "code" in answer && "message" in answer;
}

/** Tells whether a refusal says that what an address names is not there: unknown, or no id at all. */
export function isNowhere({ code }: { readonly code: string }): boolean {
  return code === "NOT_FOUND" || code === "INVALID_INPUT";
}
