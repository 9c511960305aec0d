/** A typed refusal of the API: what is wrong, where, and how to mend it. */
export interface Problem {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

/** Tells a refusal from a success of the same union. */
export function isProblem(answer: object): answer is Problem {
  return "code" in answer && "message" in answer;
}

/** Codes after which the same request with the same key may be sent again. */
const PASSING = new Set(["UNAVAILABLE", "RATE_LIMITED", "OUTCOME_UNKNOWN_RETRY_SAME_KEY"]);

export function isPassing(problem: Problem): boolean {
  return PASSING.has(problem.code);
}
