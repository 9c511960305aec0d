import { graphql, type ResultOf } from "../../../graphql/tada.ts";
import { REFUSAL } from "../../../graphql/refusal.ts";

export const CASE = graphql(
  `
    query Case($id: ID!) {
      case(id: $id) {
        ... on Case {
          id
          externalId
          title
          decisionPoint
          state
          version
          payload
          origin
          occurredAt
          sequence
          knownAt
          gateResult
          rule
          reasons
          risk
          decisionId
          taskId
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const TASK = graphql(
  `
    query Task($id: ID!) {
      task(id: $id) {
        ... on Task {
          id
          caseId
          externalId
          title
          caseDeadline
          expectedEnd {
            middle
            low
            high
            because
          }
          queue
          state
          version
          round
          priority
          dueAt
          slaState
          holder
          mine
          heldFor
          suspendedUntil
          suggestedTo
          suggestedToMe
          suggestedBecause
          leaseEpoch
          leaseExpiresAt
          packetDigest
          packet
          appealKind
          appealReason
          rule
          ruleReasons
          scoreReasons
          risk
          threshold
          automaticBelow
          secondaryRisks {
            name
            words
            value
            threshold
          }
          quality
          proposal
          alternative
          correction
          adviceHidden
          firstAnswer
          highImpact
          reasonsByVerdict {
            verdict
            reasonCodes
          }
          noteRequired
          questions {
            id
            text
            answer
          }
          review {
            approvalsNeeded
            rejectionsNeeded
            blind
            approvals
            rejections
            correction {
              by
              fields
              counts
            }
            yourTaskId
          }
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const DECISION = graphql(
  `
    query Decision($id: ID!) {
      decision(id: $id) {
        ... on Decision {
          id
          action
          verdict
          kind
          state
          origin
          reasonCode
          decidedAt
          sequence
          finalAt
          decider
          auditState
          leafIndex
          outcomes {
            id
            kind
            value
            money
            knownAt
            correction
          }
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

/** The most urgent free tasks: one of them comes next. */
export const NEXT = graphql(
  `
    query Next($queue: String) {
      tasks(first: 5, queue: $queue, states: [READY]) {
        ... on TaskPage {
          nodes {
            id
            caseId
          }
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const LINEAGE = graphql(
  `
    query CaseLineage($id: ID!) {
      lineage(input: { id: $id, direction: UP, depth: 8 }) {
        ... on Lineage {
          ids
          kinds
          titles
          knownAt
          edgeKinds
          edgeFrom
          edgeTo
          truncated
          x
          y
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export type CaseDetail = Extract<ResultOf<typeof CASE>["case"], { externalId: unknown }>;
export type TaskDetail = Extract<ResultOf<typeof TASK>["task"], { leaseEpoch: unknown; externalId: unknown }>;
export type DecisionDetail = Extract<ResultOf<typeof DECISION>["decision"], { auditState: unknown }>;

export const DISPUTE = graphql(`
  mutation Dispute($input: DisputeReasonInput!) {
    disputeReason(input: $input) {
      __typename
      ... on DisputedReason {
        reviewId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
