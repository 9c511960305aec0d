import { graphql, type ResultOf } from "../../../graphql/tada.ts";

/** Who waived what, why, until when, and how often that was used. */
export const EXCEPTIONS = graphql(`
  query Exceptions($point: String, $state: ExceptionState) {
    exceptions(decisionPoint: $point, state: $state) {
      id
      decisionPoint
      holds
      rule
      scope
      subjectId
      subject
      reason
      state
      grantedAt
      until
      grantedBy
      requestedBy
      revokedAt
      revokedBy
      revokeReason
      decisions
    }
  }
`);

export type RegisteredException = ResultOf<typeof EXCEPTIONS>["exceptions"][number];

const CHANGED = graphql(`
  fragment Changed on ChangeExceptionResult {
    ... on ChangedException {
      exceptionId
      state
      until
    }
    ... on Problem {
      code
      message
    }
  }
`);

export const GRANT_EXCEPTION = graphql(
  `
  mutation GrantException($input: GrantExceptionInput!) {
    grantException(input: $input) {
      __typename
      ...Changed
    }
  }
`,
  [CHANGED],
);

export const REVOKE_EXCEPTION = graphql(
  `
  mutation RevokeException($input: RevokeExceptionInput!) {
    revokeException(input: $input) {
      __typename
      ...Changed
    }
  }
`,
  [CHANGED],
);
