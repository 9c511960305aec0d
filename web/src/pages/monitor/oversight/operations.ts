import { graphql, type ResultOf } from "../../../graphql/tada.ts";

/** How the decisions of a decision point are overseen. */
export const OVERSIGHT = graphql(`
  query Oversight($point: String!) {
    oversight(decisionPoint: $point) {
      __typename
      ... on Oversight {
        automaticBelow
        spotCheckShare
        spotChecks {
          verdict
          decisions
          drawn
          waiting
          judged
          differed
          share
          low
          high
          listed {
            decisionId
            caseId
            externalId
            decidedAt
            state
          }
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Overseen = Extract<ResultOf<typeof OVERSIGHT>["oversight"], { __typename: "Oversight" }>;
export type SpotChecks = Overseen["spotChecks"][number];
