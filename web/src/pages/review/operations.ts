import { graphql } from "../../graphql/tada.ts";
import { REFUSAL } from "../../graphql/refusal.ts";

export const CLAIM = graphql(
  `
    mutation Claim($input: ClaimTaskInput!) {
      claimTask(input: $input) {
        ... on ClaimedTask {
          taskId
          caseId
          packetDigest
          leaseEpoch
          version
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const CLAIM_NEXT = graphql(
  `
    mutation ClaimNext($input: ClaimNextTaskInput!) {
      claimNextTask(input: $input) {
        ... on ClaimedTask {
          taskId
          caseId
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const RELEASE = graphql(
  `
    mutation Release($input: ReleaseTaskInput!) {
      releaseTask(input: $input) {
        ... on ReleasedTask {
          taskId
          state
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const DECIDE = graphql(
  `
    mutation Decide($input: DecideTaskInput!) {
      decideTask(input: $input) {
        ... on DecidedTask {
          taskId
          caseId
          decisionId
          action
          finalAt
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const ANSWER_FIRST = graphql(
  `
    mutation AnswerFirst($input: AnswerFirstInput!) {
      answerFirst(input: $input) {
        ... on FirstAnswer {
          taskId
          verdict
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export const UNDO = graphql(
  `
    mutation Undo($input: UndoDecisionInput!) {
      undoDecision(input: $input) {
        ... on UndoneDecision {
          caseId
          nextTaskId
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

const STAND = graphql(
  `
  fragment SnoozeStand on SnoozeTaskResult {
    ... on SnoozedTask {
      taskId
      state
      suspendedUntil
    }
    ...Refusal
  }
`,
  [REFUSAL],
);

export const SNOOZE = graphql(
  `
  mutation Snooze($input: SnoozeTaskInput!) {
    snoozeTask(input: $input) {
      __typename
      ...SnoozeStand
    }
  }
`,
  [STAND],
);

export const RESUME = graphql(
  `
  mutation Resume($input: ResumeTaskInput!) {
    resumeTask(input: $input) {
      __typename
      ...SnoozeStand
    }
  }
`,
  [STAND],
);
