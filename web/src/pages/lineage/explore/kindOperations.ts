import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const LINEAGE_BY_KIND = graphql(`
  query ExploreLineageByKind($input: LineageByKindInput!) {
    lineageByKind(input: $input) {
      __typename
      ... on LineageByKind {
        kinds
        counts
        knownAt
        x
        y
        edgeKinds
        edgeFrom
        edgeTo
        edgeCounts
        truncated
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const OF_KIND = graphql(`
  query ExploreOfKind($input: LineageByKindInput!, $kind: String!, $after: String) {
    lineageOfKind(input: $input, kind: $kind, first: 50, after: $after) {
      __typename
      ... on NodePage {
        nodes {
          id
          kind
          title
          knownAt
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

export type DrawnKinds = Extract<ResultOf<typeof LINEAGE_BY_KIND>["lineageByKind"], { __typename: "LineageByKind" }>;
export type Member = Extract<ResultOf<typeof OF_KIND>["lineageOfKind"], { __typename: "NodePage" }>["nodes"][number];
