import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const IDENTITY_MATCHES = graphql(`
  query IdentityMatches($state: IdentityMatchState!, $after: String) {
    identityMatches(state: $state, first: 20, after: $after) {
      nodes {
        id
        state
        score
        reason
        proposedAt
        entities {
          id
          kind
          name
        }
        decision {
          by
          automatic
          at
          reason
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export const MATCHES_WAITING = graphql(`
  query MatchesWaiting {
    identityMatchesWaiting
  }
`);

export type LikelyMatch = ResultOf<typeof IDENTITY_MATCHES>["identityMatches"]["nodes"][number];

export const DECIDE_MATCH = graphql(`
  mutation DecideMatch($input: ReviewIdentityMatchInput!) {
    reviewIdentityMatch(input: $input) {
      __typename
      ... on DecidedMatch {
        matchId
        state
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
