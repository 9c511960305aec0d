import { graphql, type ResultOf } from "../../graphql/tada.ts";

export const DRIFT = graphql(`
  query Drift($input: DriftAlertsInput!) {
    driftAlerts(input: $input) {
      __typename
      ... on DriftAlerts {
        total
        testedFrom
        testedTo
        nodes {
          id
          sentence
          probability
          from
          to
          reference
          cases
          referenceCases
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Drift = Extract<ResultOf<typeof DRIFT>["driftAlerts"], { __typename: "DriftAlerts" }>;
export type DriftAlert = Drift["nodes"][number];
