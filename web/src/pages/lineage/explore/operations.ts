import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const SEARCH = graphql(`
  query Search($text: String!, $kinds: [String!]) {
    search(text: $text, kinds: $kinds, first: 30) {
      __typename
      ... on FoundNodes {
        nodes {
          id
          kind
          title
          subtitle
          knownAt
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const LINEAGE = graphql(`
  query ExploreLineage($input: LineageInput!) {
    lineage(input: $input) {
      __typename
      ... on Lineage {
        ids
        kinds
        titles
        knownAt
        x
        y
        edgeKinds
        edgeFrom
        edgeTo
        truncated
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const PATH = graphql(`
  query ExplorePath($from: ID!, $to: ID!, $asOf: DateTime) {
    path(from: $from, to: $to, asOf: $asOf) {
      __typename
      ... on Lineage {
        ids
        kinds
        titles
        knownAt
        x
        y
        edgeKinds
        edgeFrom
        edgeTo
        edgeKnownAt
        truncated
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const HOP = graphql(`
  query ExploreHop($input: NeighboursInput!) {
    neighbours(input: $input) {
      __typename
      ... on Neighbours {
        graph {
          ids
          kinds
          titles
          knownAt
          x
          y
          edgeKinds
          edgeFrom
          edgeTo
          truncated
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

export const LINKS = graphql(`
  query ExploreLinks($input: NodeLinksInput!) {
    nodeLinks(input: $input) {
      __typename
      ... on NodeLinks {
        nodes
        directions
        edges
        kinds
        counts
        atLeast
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const NODE = graphql(`
  query ExploreNode($id: ID!, $asOf: DateTime) {
    node(id: $id) {
      __typename
      ... on Node {
        id
        kind
        title
        knownAt
        recordedAt
        facts
      }
      ... on Problem {
        code
        message
      }
    }
    neighbours(input: { id: $id, first: 1, asOf: $asOf }) {
      __typename
      ... on Neighbours {
        groups {
          direction
          edge
          kind
          count
          atLeast
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const IMPACT = graphql(`
  query ExploreImpact($input: ImpactInput!) {
    impact(input: $input) {
      __typename
      ... on Impact {
        decisions
        counts {
          origin
          byInput
          byTraining
          decisions
          inForce
          cases
          outcomes
          outcomesTrue
          money
        }
        nodes {
          bases
          decision {
            id
            externalId
            action
            kind
            state
            origin
            decidedAt
            sequence
            decider
          }
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

export type Columns = Extract<ResultOf<typeof LINEAGE>["lineage"], { __typename: "Lineage" }>;
export type Drawn = Omit<Columns, "__typename">;
export type CountedLinks = Omit<Extract<ResultOf<typeof LINKS>["nodeLinks"], { __typename: "NodeLinks" }>, "__typename">;
export type Path = Extract<ResultOf<typeof PATH>["path"], { __typename: "Lineage" }>;
export type Group = Extract<ResultOf<typeof NODE>["neighbours"], { __typename: "Neighbours" }>["groups"][number];
