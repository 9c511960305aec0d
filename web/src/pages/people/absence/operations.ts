import { graphql, type ResultOf } from "../../../graphql/tada.ts";

/** Whose work is or was in whose hands; those that run or will run, where so asked. */
export const DELEGATIONS = graphql(`
  query Delegations($mine: Boolean!, $openOnly: Boolean!) {
    delegations(mine: $mine, openOnly: $openOnly) {
      id
      delegator
      delegate
      from
      until
      endedAt
      state
      reason
      madeBy
      reviews
      mine
    }
  }
`);

export type RegisteredDelegation = ResultOf<typeof DELEGATIONS>["delegations"][number];

const CHANGED = graphql(`
  fragment ChangedDelegations on ChangeDelegationResult {
    ... on ChangedDelegation {
      delegationId
      state
    }
    ... on Problem {
      code
      message
    }
  }
`);

export const DELEGATE_TASKS = graphql(
  `
  mutation DelegateTasks($input: DelegateTasksInput!) {
    delegateTasks(input: $input) {
      __typename
      ...ChangedDelegations
    }
  }
`,
  [CHANGED],
);

export const END_DELEGATION = graphql(
  `
  mutation EndDelegation($input: EndDelegationInput!) {
    endDelegation(input: $input) {
      __typename
      ...ChangedDelegations
    }
  }
`,
  [CHANGED],
);
