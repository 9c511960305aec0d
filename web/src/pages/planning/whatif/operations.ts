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
        people
        models
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
          changes
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

const FIGURE = graphql(`
  fragment Figure on WhatIfKpi {
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
`);

export const RUN = graphql(
  `
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
        changes
        horizonDays
        replications
        seed
        requestedBy
        requestedAt
        snapshotId
        policyVersionId
        answer
        beside {
          name
          changes
          answer
          kpis {
            ...Figure
          }
        }
        currency
        search {
          answer
          parameter
          replications
          cells {
            threshold
            reviewers
            cost
            costLow
            costHigh
            late
            lateLow
            lateHigh
            toPeople
          }
          best {
            threshold
            reviewers
          }
          kpis {
            ...Figure
          }
        }
        protocol
        assumptions
        warnings
        kpis {
          ...Figure
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
            declined
          }
          candidate {
            toPeople
            automatic
            automaticKnown
            automaticWrong
            declined
          }
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`,
  [FIGURE],
);

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
export type SearchAnswer = NonNullable<Run["search"]>;
export type Cell = SearchAnswer["cells"][number];
export type Beside = Run["beside"][number];
