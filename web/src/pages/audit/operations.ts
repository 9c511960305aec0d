import { graphql, type ResultOf } from "../../graphql/tada.ts";

export const INVARIANTS = graphql(`
  query Checks {
    invariants {
      __typename
      ... on Invariants {
        nodes {
          key
          kind
          statement
          mend
          verdict
          reason
          failing
          atLeast
          checkedAt
          nodes {
            id
            kind
            name
            because
          }
          controls {
            key
            framework
            provision
            title
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

export const WEAK_POINTS = graphql(`
  query WeakPoints {
    singlePointsOfFailure {
      member {
        id
        kind
        name
      }
      points {
        id
        name
      }
    }
    organisationRings {
      through
      members {
        id
        name
      }
    }
  }
`);

export type Check = Extract<ResultOf<typeof INVARIANTS>["invariants"], { __typename: "Invariants" }>["nodes"][number];
