import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const DEFAULTS = graphql(`
  query WhatIfDefaults($point: String!) {
    whatIfDefaults(decisionPoint: $point) {
      __typename
      ... on WhatIfDefaults {
        thresholds {
          parameter
          value
        }
        reviewers
        volume
        horizonDays
        replications
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const RUNS = graphql(`
  query WhatIfRuns($after: String) {
    whatIfRuns(first: 20, after: $after) {
      __typename
      ... on WhatIfPage {
        nodes {
          id
          name
          state
          progress
          thresholds {
            parameter
            value
          }
          reviewers
          volume
          horizonDays
          requestedBy
          requestedAt
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const RUN = graphql(`
  query WhatIfRun($id: ID!) {
    whatIfRun(id: $id) {
      __typename
      ... on WhatIfRun {
        id
        name
        decisionPoint
        state
        progress
        failure
        thresholds {
          parameter
          value
        }
        reviewers
        volume
        horizonDays
        replications
        seed
        requestedBy
        requestedAt
        snapshotId
        policyVersionId
        protocol
        assumptions
        warnings
        kpis {
          name
          words
          unit
          base
          baseLow
          baseHigh
          candidate
          candidateLow
          candidateHigh
          delta
          deltaLow
          deltaHigh
        }
        curves {
          kpi
          words
          unit
          times
          base {
            mid
            low
            high
          }
          candidate {
            mid
            low
            high
          }
        }
        replay {
          scored
          unscored
          from
          until
          movedToPeople
          movedToAutomatic
          base {
            toPeople
            automatic
            automaticKnown
            automaticWrong
          }
          candidate {
            toPeople
            automatic
            automaticKnown
            automaticWrong
          }
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const START = graphql(`
  mutation RunWhatIf($input: RunWhatIfInput!) {
    runWhatIf(input: $input) {
      __typename
      ... on WhatIfRun {
        id
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const CANCEL = graphql(`
  mutation CancelWhatIf($id: ID!) {
    cancelWhatIf(id: $id) {
      __typename
      ... on WhatIfRun {
        id
        state
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Run = Extract<ResultOf<typeof RUN>["whatIfRun"], { __typename: "WhatIfRun" }>;
export type RunInList = Extract<ResultOf<typeof RUNS>["whatIfRuns"], { __typename: "WhatIfPage" }>["nodes"][number];
export type Kpi = Run["kpis"][number];
export type Curve = Run["curves"][number];
export type Defaults = Extract<ResultOf<typeof DEFAULTS>["whatIfDefaults"], { __typename: "WhatIfDefaults" }>;
