import { graphql, type ResultOf } from "../../../graphql/tada.ts";

const CAMPAIGN = graphql(`
  fragment Campaign on RecallCampaign {
    id
    targetId
    kind
    target
    since
    until
    reason
    steps
    withTraining
    state
    openedAt
    openedBy
    owner
    closedAt
    closedBy
    closingNote
    decisions
    outcomes
    counts {
      state
      decisions
    }
    bases {
      basis
      decisions
    }
    report {
      outcomes
      counts {
        state
        decisions
      }
      bases {
        basis
        decisions
      }
    }
  }
`);

/** The newest recalls, and how far each is. */
export const RECALL_LIST = graphql(
  `
  query Recalls {
    recalls {
      ...Campaign
    }
  }
`,
  [CAMPAIGN],
);

/** One recall with a page of its decisions. */
export const RECALL_PAGE = graphql(
  `
  query RecallPage($id: ID!, $state: RecallItemState, $after: String) {
    recall(id: $id) {
      ...Campaign
    }
    recallItems(recallId: $id, state: $state, first: 25, after: $after) {
      nodes {
        id
        state
        bases
        reason
        decisionId
        action
        decidedAt
        caseId
        externalId
        decisionPoint
        outcomes
        revisionId
        revisedAction
        steps
        settledBy
        settledNote
      }
      endCursor
      hasNextPage
    }
  }
`,
  [CAMPAIGN],
);

/** What a recall would do; nothing is written. */
export const RECALL_PLAN = graphql(`
  query RecallPlan($input: RecallPlanInput!) {
    recallPlan(input: $input) {
      __typename
      ... on RecallPlan {
        targetId
        kind
        target
        decisions
        listed
        outcomes
        reviewerHours
        bases {
          basis
          decisions
        }
        points {
          decisionPoint
          decisions
          minutes
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Recall = ResultOf<typeof RECALL_LIST>["recalls"][number];
export type RecallPage = ResultOf<typeof RECALL_PAGE>;
export type RecalledDecision = RecallPage["recallItems"]["nodes"][number];
export type RecallPlan = Extract<ResultOf<typeof RECALL_PLAN>["recallPlan"], { __typename: "RecallPlan" }>;
export type ItemState = RecalledDecision["state"];
export type Basis = RecalledDecision["bases"][number];
export type Counts = Recall["counts"];

const STAND = graphql(`
  fragment Stand on ChangeRecallResult {
    ... on ChangedRecall {
      recallId
      state
    }
    ... on Problem {
      code
      message
    }
  }
`);

export const OPEN_RECALL = graphql(
  `
  mutation OpenRecall($input: OpenRecallInput!) {
    openRecall(input: $input) {
      __typename
      ...Stand
    }
  }
`,
  [STAND],
);

export const CLOSE_RECALL = graphql(
  `
  mutation CloseRecall($input: CloseRecallInput!) {
    closeRecall(input: $input) {
      __typename
      ...Stand
    }
  }
`,
  [STAND],
);

export const SETTLE_RECALL_ITEM = graphql(`
  mutation SettleRecallItem($input: SettleRecallItemInput!) {
    settleRecallItem(input: $input) {
      __typename
      ... on SettledRecallItem {
        itemId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
