import { graphql, type ResultOf } from "../../../graphql/tada.ts";

/** The appeals and reopenings of a case's decisions, and what came of them. */
export const APPEALS = graphql(`
  query Appeals($caseId: ID!) {
    appeals(caseId: $caseId) {
      id
      kind
      state
      reason
      at
      by
      decisionId
      revisionId
    }
  }
`);

export type DecisionAppeal = ResultOf<typeof APPEALS>["appeals"][number];

export const APPEAL_DECISION = graphql(`
  mutation AppealDecision($input: AppealDecisionInput!) {
    appealDecision(input: $input) {
      __typename
      ... on OpenedDecisionAppeal {
        taskId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const REOPEN_CASE = graphql(`
  mutation ReopenCase($input: ReopenCaseInput!) {
    reopenCase(input: $input) {
      __typename
      ... on OpenedDecisionAppeal {
        taskId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
