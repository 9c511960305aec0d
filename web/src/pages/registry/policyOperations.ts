import { graphql, type ResultOf } from "../../graphql/tada.ts";

/** The versions of a policy: how each stands and differs, who changed that and why. */
export const POLICY_VERSIONS = graphql(`
  query PolicyVersions($id: ID!) {
    policyVersions(policyId: $id) {
      id
      key
      points
      versions {
        id
        key
        state
        table
        thresholds {
          parameter
          value
        }
        proposer
        approver
        activateAt
        activatedAt
        differences
        changes {
          command
          by
          at
          reason
        }
      }
    }
  }
`);

export type PolicyVersion = ResultOf<typeof POLICY_VERSIONS>["policyVersions"]["versions"][number];

/** What a version does with the stored cases of its points, beside the one in use. */
export const POLICY_BACKTEST = graphql(`
  query PolicyBacktest($id: ID!) {
    policyBacktest(changeId: $id) {
      point
      currency
      at
      beside
      cases
      unscored
      from
      until
      inUse {
        toPeople
        automatic
        known
        wrong
        errorRate
        reviewsAWeek
        cost
      }
      proposed {
        toPeople
        automatic
        known
        wrong
        errorRate
        reviewsAWeek
        cost
      }
      toPeople
      toAutomatic
      openTasks
      tasks {
        caseId
        case
        before
        after
        taskId
        held
      }
      missing {
        fact
        cases
      }
    }
  }
`);

export type Backtest = ResultOf<typeof POLICY_BACKTEST>["policyBacktest"][number];

/** What is wrong with a table before it is proposed, and how it differs. */
export const CHECK_POLICY = graphql(`
  query CheckPolicy($input: PolicyDraftInput!) {
    checkPolicy(input: $input) {
      faults {
        where
        message
      }
      differences
      idle
    }
  }
`);

const STEP = graphql(`
  fragment Step on ChangePolicyResult {
    ... on ChangedPolicyVersion {
      versionId
      state
    }
    ... on Problem {
      code
      message
    }
  }
`);

export const PROPOSE_CHANGE = graphql(
  `
  mutation ProposeChange($input: ProposeChangeInput!) {
    proposeChange(input: $input) {
      __typename
      ...Step
    }
  }
`,
  [STEP],
);

export const APPROVE_CHANGE = graphql(
  `
  mutation ApproveChange($input: ApproveChangeInput!) {
    approveChange(input: $input) {
      __typename
      ...Step
    }
  }
`,
  [STEP],
);

export const DECLINE_CHANGE = graphql(
  `
  mutation DeclineChange($input: ChangeInput!) {
    declineChange(input: $input) {
      __typename
      ...Step
    }
  }
`,
  [STEP],
);

export const ACTIVATE_CHANGE = graphql(
  `
  mutation ActivateChange($input: ChangeInput!) {
    activateChange(input: $input) {
      __typename
      ...Step
    }
  }
`,
  [STEP],
);

export const ROLLBACK_CHANGE = graphql(`
  mutation RollbackChange($input: RollbackChangeInput!) {
    rollbackChange(input: $input) {
      __typename
      ... on RolledBackPolicy {
        version {
          key
        }
        total
        decisions {
          id
          case
          action
          decidedAt
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Meanwhile = Extract<ResultOf<typeof ROLLBACK_CHANGE>["rollbackChange"], { __typename: "RolledBackPolicy" }>;
