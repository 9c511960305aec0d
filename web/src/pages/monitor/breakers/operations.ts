import { graphql, type ResultOf } from "../../../graphql/tada.ts";

/** How the breakers of decision points stand, and how each came to. */
export const BREAKERS = graphql(`
  query Breakers($onlyOpen: Boolean!) {
    breakers(onlyOpen: $onlyOpen) {
      id
      decisionPoint
      name
      queue
      state
      reason
      since
      changes {
        fromState
        toState
        by
        at
        reason
      }
    }
  }
`);

export type RegisteredBreaker = ResultOf<typeof BREAKERS>["breakers"][number];

const CHANGED = graphql(`
  fragment ChangedBreakerState on ChangeBreakerResult {
    ... on ChangedBreaker {
      breakerId
      state
    }
    ... on Problem {
      code
      message
    }
  }
`);

export const OPEN_BREAKER = graphql(
  `
  mutation OpenBreaker($input: OpenBreakerInput!) {
    openBreaker(input: $input) {
      __typename
      ...ChangedBreakerState
    }
  }
`,
  [CHANGED],
);

export const RESET_BREAKER = graphql(
  `
  mutation ResetBreaker($input: ResetBreakerInput!) {
    resetBreaker(input: $input) {
      __typename
      ...ChangedBreakerState
    }
  }
`,
  [CHANGED],
);

/** What each state means for the cases of a decision point. */
export const STATE_WORDS: Readonly<Record<RegisteredBreaker["state"], string>> = {
  CLOSED: "closed: the gate decides as its policy says",
  REVIEW_ALL: "open: a person decides every case",
  STOPPED: "stopped: cases wait, and nobody decides",
  UNKNOWN: "not known: a person decides every case",
};
