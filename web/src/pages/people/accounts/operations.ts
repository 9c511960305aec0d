import { graphql, type ResultOf } from "../../../graphql/tada.ts";

/** Who can log in, and what each may do. */
export const ACCOUNTS = graphql(`
  query Accounts {
    accounts {
      account
      isProgram
      roles
      closed
      mine
      trainings {
        course
        validUntil
      }
    }
    requiredCourses
  }
`);

export type RegisteredAccount = ResultOf<typeof ACCOUNTS>["accounts"][number];

export const CHANGE_ACCOUNT = graphql(`
  mutation ChangeAccount($input: ChangeAccountInput!) {
    changeAccount(input: $input) {
      __typename
      ... on ChangedAccount {
        account
        closed
        returnedTasks
        endedDelegations
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const RECORD_TRAINING = graphql(`
  mutation RecordTraining($input: RecordTrainingInput!) {
    recordTraining(input: $input) {
      __typename
      ... on RecordedCourse {
        course
        validUntil
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
