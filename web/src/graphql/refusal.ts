import { graphql } from "./tada.ts";

/** What every refusal says; to be spread into each union. */
export const REFUSAL = graphql(`
  fragment Refusal on Problem {
    __typename
    code
    message
    ... on ClaimedByOther {
      holder
      until
    }
    ... on Stale {
      changed
    }
    ... on NotEligible {
      rule
    }
    ... on InvalidInput {
      where
    }
  }
`);

/** A refusal with the details that its code brings. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly holder?: string | null;
  readonly until?: string | null;
  readonly changed?: string | null;
  readonly rule?: string | null;
  readonly where?: string | null;
}
