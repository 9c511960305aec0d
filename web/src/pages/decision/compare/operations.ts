import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const DIFF = graphql(`
  query CompareDecisions($input: DecisionDiffInput!) {
    decisionDiff(input: $input) {
      __typename
      ... on DecisionDiff {
        one {
          id
          action
          decidedAt
          sequence
          case {
            id
            title
          }
        }
        other {
          id
          action
          decidedAt
          sequence
          case {
            id
            title
          }
        }
        parts {
          aspect
          one
          other
        }
        inputs {
          feature
          title
          one
          other
          oneContribution
          otherContribution
          moved
        }
        moved
        changed
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Diff = Extract<ResultOf<typeof DIFF>["decisionDiff"], { __typename: "DecisionDiff" }>;
export type InputRow = Diff["inputs"][number];
export type PartRow = Diff["parts"][number];
