import { graphql, type ResultOf } from "../../graphql/tada.ts";
import type { METRICS } from "../decision/kpis/operations.ts";

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

export const SET_TARGET = graphql(`
  mutation SetTarget($input: SetKpiTargetInput!) {
    setKpiTarget(input: $input) {
      __typename
      ... on KpiTarget {
        kpiId
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
export type JudgedFigure = Extract<ResultOf<typeof METRICS>["metrics"], { __typename: "KeyFigures" }>["judged"][number];

export const DISPUTED = graphql(`
  query Disputed($input: DisputedReasonsInput!) {
    disputedReasons(input: $input) {
      featureVersionId
      words
      disputes
      lastAt
    }
  }
`);
