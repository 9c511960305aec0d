/** Tells a typed refusal from a success of the same union: every refusal has a code and a message. */
export function isRefusal<Answer extends object>(
  answer: Answer,
): answer is Extract<Answer, { code: unknown; message: unknown }> {
  return "code" in answer && "message" in answer;
}
