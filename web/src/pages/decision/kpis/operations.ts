import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const METRICS = graphql(`
  query KeyFigures($input: MetricsInput!) {
    metrics(input: $input) {
      __typename
      ... on KeyFigures {
        groups
        protocol
        currency
        judged {
          kpiId
          name
          formula
          unit
          better
          figure
          value
          target
          met
          missCost
          owner
          historyValue
          historyCases
          historyReason
        }
        figures {
          kpi
          name
          formula
          unit
          better
          group
          value
          count
          of
          missing
          corrected {
            value
            low
            high
            known
            of
          }
          periods {
            from
            value
            count
            of
            corrected {
              value
              low
              high
            }
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

export type KpiFigure = Extract<ResultOf<typeof METRICS>["metrics"], { __typename: "KeyFigures" }>["figures"][number];
