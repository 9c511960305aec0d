import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const RECORDS = graphql(`
  query Records($point: String, $after: String, $where: DecisionFilterInput) {
    decisionRecords(first: 50, after: $after, decisionPoint: $point, where: $where) {
      __typename
      ... on DecisionRecordPage {
        nodes {
          id
          decidedAt
          sequence
          action
          kind
          endedBadly
          money
          auditState
          rule
          row
          countedRisk {
            shown
            condition
          }
          case {
            title
          }
          decisionPoint {
            title
          }
          decider {
            title
          }
          datasetVersion {
            title
          }
          modelVersion {
            title
          }
          policyVersion {
            title
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

export const RECORD = graphql(`
  query Record($id: ID!) {
    decisionRecord(id: $id) {
      __typename
      ... on DecisionRecord {
        id
        action
        verdict
        kind
        state
        origin
        decidedAt
        sequence
        finalAt
        row
        quality
        findings
        probability
        base
        scoreReasons
        gateResult
        rule
        ruleReasons
        tableRow
        comparisons {
          fact
          title
          isScore
          shown
          condition
        }
        shown
        firstVerdict
        changedFromFirst
        reasonCode
        endedBadly
        money
        undoneBy
        undoneAt
        undoneBecause
        auditState
        leafIndex
        leafHash
        case {
          id
          title
        }
        decisionPoint {
          id
          title
        }
        decider {
          id
          title
        }
        decidedFor
        dataSource {
          id
          title
        }
        datasetVersion {
          id
          title
        }
        modelVersion {
          id
          title
        }
        policyVersion {
          id
          title
        }
        packet {
          id
          title
        }
        load {
          id
          title
        }
        features {
          feature
          title
          value
          contribution
        }
        outcomes {
          id
          kind
          value
          money
          knownAt
          correction
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

/** The note of the same decision, for those who may read it. */
export const RECORD_NOTE = graphql(`
  query RecordNote($id: ID!) {
    decisionRecord(id: $id) {
      __typename
      ... on DecisionRecord {
        note
        noteErased
      }
    }
  }
`);

export type RecordRow = Extract<ResultOf<typeof RECORDS>["decisionRecords"], { __typename: "DecisionRecordPage" }>["nodes"][number];
export type DecisionRecord = Extract<ResultOf<typeof RECORD>["decisionRecord"], { __typename: "DecisionRecord" }>;
