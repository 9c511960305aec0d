import { graphql, type ResultOf } from "../../../graphql/tada.ts";
import { REFUSAL } from "../../../graphql/refusal.ts";

export const INPUTS = graphql(
  `
    query CaseInputs($id: ID!) {
      caseInputs(caseId: $id) {
        ... on CaseInputs {
          caseId
          snapshotAsOf
          sourceAt
          quality
          findings
          datasetVersionId
          datasetVersion
          dataset
          dataSource
          row
          model
          shadow
          base
          margin
          probability
          sums
          inputs {
            feature
            words
            value
            unit
            contribution
            availability
            usedByModel
            usedByPolicy
            personal
            typed
            source
            row
            knownAt
          }
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const REVEAL = graphql(`
  mutation RevealMasked($input: RevealMaskedInput!) {
    revealMasked(input: $input) {
      __typename
      ... on RevealedCase {
        values {
          name
          value
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

/** The notes of the same entries, for those who may read them. */
export const NOTES = graphql(`
  query CaseNotes($caseId: ID!) {
    caseHistory(caseId: $caseId) {
      __typename
      ... on CaseHistory {
        entries {
          at
          what
          note
          noteErased
        }
      }
    }
  }
`);

export const PRECEDENTS = graphql(
  `
    query Precedents($id: ID!) {
      precedents(input: { caseId: $id, first: 8 }) {
        ... on PrecedentList {
          nodes {
            caseId
            externalId
            similarity
            sharedWords
            action
            decider
            decidedAt
            sequence
            outcomes {
              id
              kind
              value
            }
            endedBadly
          }
          solutions {
            name
            similar
            records
            reopened
            knownAt
          }
          protocol
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const HISTORY = graphql(
  `
    query History($id: ID!) {
      caseHistory(caseId: $id) {
        ... on CaseHistory {
          entries {
            at
            actor
            actorKind
            what
            words
            fromState
            toState
            caseId
          }
          comparedWith
          changedSince
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export type InputsDetail = Extract<ResultOf<typeof INPUTS>["caseInputs"], { inputs: unknown }>;
export type SolutionRow = Extract<ResultOf<typeof PRECEDENTS>["precedents"], { protocol: unknown }>["solutions"][number];
export type PrecedentRow = Extract<ResultOf<typeof PRECEDENTS>["precedents"], { protocol: unknown }>["nodes"][number];
