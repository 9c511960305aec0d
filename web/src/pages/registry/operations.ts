import { graphql, type ResultOf } from "../../graphql/tada.ts";

export const LIST = graphql(`
  query RegistryList($kind: RegistryKind!, $after: String) {
    registry(kind: $kind, first: 50, after: $after) {
      totalCount
      nodes {
        id
        kind
        key
        name
        description
        recordedAt
        owner {
          id
          name
          knownFrom
        }
        uses {
          words
          count
        }
        leadsTo {
          relation
          name
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export const ENTRY = graphql(`
  query RegistryEntryPage($id: ID!) {
    registryEntry(id: $id) {
      __typename
      ... on RegistryEntry {
        id
        kind
        key
        name
        title
        description
        entityKind
        recordedAt
        moreLinks
        uses {
          words
          count
        }
        leadsTo {
          relation
          id
          kind
          name
          tie
          knownFrom
          knownTo
        }
        comesFrom {
          relation
          id
          kind
          name
          tie
          knownFrom
          knownTo
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

/** The newest versions of a dataset, with what the gates of their files said. */
export const VERSIONS = graphql(`
  query DatasetVersions($id: ID!, $after: String) {
    walk(id: $id) {
      __typename
      ... on Dataset {
        versions(first: 10, after: $after) {
          nodes {
            id
            version
            slice
            rows
            knownAt
            checksFailed
            qualityChecks(first: 1) {
              nodes {
                verdict
                findings
                gatesPassed
              }
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  }
`);

/** What an edge may lead to: of one kind or two, by key. */
export const CHOICES = graphql(`
  query RegistryChoices($one: RegistryKind!, $other: RegistryKind!) {
    one: registry(kind: $one, first: 100) {
      totalCount
      nodes {
        id
        kind
        name
      }
    }
    other: registry(kind: $other, first: 100) {
      totalCount
      nodes {
        id
        kind
        name
      }
    }
  }
`);

export const SET_OWNER = graphql(`
  mutation SetOwner($input: SetOwnerInput!) {
    setOwner(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const ADD_MEMBER = graphql(`
  mutation AddTeamMember($input: AddTeamMemberInput!) {
    addTeamMember(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const REMOVE_MEMBER = graphql(`
  mutation RemoveTeamMember($input: RemoveTeamMemberInput!) {
    removeTeamMember(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const SET_CATEGORY = graphql(`
  mutation SetCategory($input: SetCategoryInput!) {
    setCategory(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const ADD_CONSTRAINT = graphql(`
  mutation AddConstraint($input: AddConstraintInput!) {
    addConstraint(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const REMOVE_CONSTRAINT = graphql(`
  mutation RemoveConstraint($input: RemoveConstraintInput!) {
    removeConstraint(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const ADD_DEPENDENCY = graphql(`
  mutation AddDependency($input: AddDependencyInput!) {
    addDependency(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const REMOVE_DEPENDENCY = graphql(`
  mutation RemoveDependency($input: RemoveDependencyInput!) {
    removeDependency(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const DECLARE_TIE = graphql(`
  mutation DeclareTie($input: DeclareTieInput!) {
    declareTie(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const END_TIE = graphql(`
  mutation EndTie($input: EndTieInput!) {
    endTie(input: $input) {
      __typename
      ... on RegistryChange {
        changeId
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const OPEN_TEAM = graphql(`
  mutation OpenTeam($input: OpenTeamInput!) {
    openTeam(input: $input) {
      __typename
      ... on OpenedEntry {
        id
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const OPEN_CATEGORY = graphql(`
  mutation OpenCategory($input: OpenCategoryInput!) {
    openCategory(input: $input) {
      __typename
      ... on OpenedEntry {
        id
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const OPEN_CONSTRAINT = graphql(`
  mutation OpenConstraint($input: OpenConstraintInput!) {
    openConstraint(input: $input) {
      __typename
      ... on OpenedEntry {
        id
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Row = ResultOf<typeof LIST>["registry"]["nodes"][number];
export type Entry = Extract<ResultOf<typeof ENTRY>["registryEntry"], { __typename: "RegistryEntry" }>;
export type Link = Entry["leadsTo"][number];
export type Relation = Link["relation"];
export type Tie = NonNullable<Link["tie"]>;
