import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const IMPACT_FORECAST = graphql(`
  query ImpactForecast($input: ImpactForecastInput!) {
    impactForecast(input: $input) {
      __typename
      ... on ImpactForecast {
        periodStart
        periodEnd
        conclusion
        explained
        incomplete
        record {
          scored
          periods
          coverage90
          meanAbsError
          ewmaMeanAbsError
          precisionAt10
          ewma
        }
        decisions {
          recent
        }
        nodes {
          nodeId
          kind
          title
          changed
          changedLow
          changedHigh
          decisions {
            recent
            expected
            low
            high
          }
          weight {
            cases
            changed
            share
            low
            high
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

export type ImpactForecast = Extract<ResultOf<typeof IMPACT_FORECAST>["impactForecast"], { __typename: "ImpactForecast" }>;
export type ImpactNode = ImpactForecast["nodes"][number];
