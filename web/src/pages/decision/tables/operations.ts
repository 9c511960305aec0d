import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const POINTS = graphql(`
  query AnalystPoints {
    registry(kind: DECISION_POINT, first: 100) {
      nodes {
        key
        name
      }
    }
    decisions(first: 1) {
      __typename
      ... on DecisionPage {
        nodes {
          decisionPoint
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const SUMMARY = graphql(`
  query Summary($input: DecisionSummaryInput!) {
    decisionSummary(input: $input) {
      __typename
      ... on DecisionSummary {
        protocol
        truncated
        rows {
          kind
          origin
          action
          policyVersionId
          policyVersion
          policyVersionNumber
          decider
          category
          decisions
          ended
          open
          bad
          badShare
          low
          high
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const OVERRIDES = graphql(`
  query Overrides($input: PeriodInput!) {
    overrides(input: $input) {
      __typename
      ... on Overrides {
        protocol
        truncated
        rows {
          decider
          personId
          decisions
          withAdvice
          byShadow
          against
          againstShare
          low
          high
          againstEnded
          againstBad
          followedEnded
          followedBad
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

/** The notes of the same page, for those who may read them. */
export const DECISION_NOTES = graphql(`
  query AnalystNotes($point: String, $after: String, $where: DecisionFilterInput) {
    decisions(first: 50, after: $after, decisionPoint: $point, where: $where) {
      __typename
      ... on DecisionPage {
        nodes {
          id
          note
          noteErased
        }
      }
    }
  }
`);

export const DECISIONS = graphql(`
  query AnalystDecisions($point: String, $after: String, $where: DecisionFilterInput) {
    decisions(first: 50, after: $after, decisionPoint: $point, where: $where) {
      __typename
      ... on DecisionPage {
        nodes {
          id
          caseId
          externalId
          action
          kind
          origin
          state
          decidedAt
          sequence
          decider
          outcomes {
            id
            kind
            value
          }
        }
        pageInfo {
          endCursor
          hasNextPage
          searched
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type SummaryRow = Extract<
  ResultOf<typeof SUMMARY>["decisionSummary"],
  { __typename: "DecisionSummary" }
>["rows"][number];
export type OverrideRow = Extract<ResultOf<typeof OVERRIDES>["overrides"], { __typename: "Overrides" }>["rows"][number];
export type DecisionRow = Extract<ResultOf<typeof DECISIONS>["decisions"], { __typename: "DecisionPage" }>["nodes"][number];
