import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const REFUSED_ROWS = graphql(`
  query RefusedRows($state: RowState!, $after: String) {
    quarantinedRows(state: $state, first: 20, after: $after) {
      nodes {
        id
        loadId
        pack
        file
        line
        state
        reason
        key
        column
        text
        refusedAt
        cells {
          column
          text
          mended
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export type RefusedRow = ResultOf<typeof REFUSED_ROWS>["quarantinedRows"]["nodes"][number];

export const REPLAY_ROW = graphql(`
  mutation ReplayRow($input: ReplayQuarantineInput!) {
    replayQuarantine(input: $input) {
      __typename
      ... on ChangedRow {
        rowId
        state
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const DISMISS_ROW = graphql(`
  mutation DismissRow($input: DismissQuarantineInput!) {
    dismissQuarantine(input: $input) {
      __typename
      ... on ChangedRow {
        rowId
        state
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const REOPEN_ROW = graphql(`
  mutation ReopenRow($input: ReopenQuarantineInput!) {
    reopenQuarantine(input: $input) {
      __typename
      ... on ChangedRow {
        rowId
        state
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
