import { graphql, type ResultOf } from "../../../graphql/tada.ts";
import { REFUSAL } from "../../../graphql/refusal.ts";

export const INBOX = graphql(
  `
    query Inbox($first: Int!, $after: String, $queue: String, $states: [TaskState!], $mine: Boolean!) {
      tasks(first: $first, after: $after, queue: $queue, states: $states, mine: $mine) {
        ... on TaskPage {
          nodes {
            id
            caseId
            externalId
            title
            caseDeadline
            decisionPoint
            queue
            state
            version
            round
            priority
            dueAt
            slaState
            holder
            heldFor
            suspendedUntil
            suggestedTo
            suggestedToMe
            mine
            leaseExpiresAt
            appealKind
            appealReason
            rule
            ruleReasons
            scoreReasons
            risk
            threshold
            automaticBelow
            quality
            proposal
            alternative
            highImpact
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const QUEUES = graphql(
  `
    query Queues {
      queues {
        ... on QueueList {
          nodes {
            key
            name
            openTasks
            atRisk
            breached
            mine
          }
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export type TaskPage = Extract<ResultOf<typeof INBOX>["tasks"], { nodes: unknown }>;
export type Row = TaskPage["nodes"][number];
export type QueueRow = Extract<ResultOf<typeof QUEUES>["queues"], { nodes: unknown }>["nodes"][number];
