import { graphql, type ResultOf } from "../../graphql/tada.ts";

const SIDES = graphql(`
  fragment Sides on ModelComparison {
    own {
      auc
      brier
      ece
    }
    inUse {
      auc
      brier
      ece
    }
  }
`);

export const MODEL_VERSIONS = graphql(
  `
  query TrainedVersions($id: ID!) {
    modelVersions(modelId: $id) {
      id
      version
      stage
      trainedAt
      cases
      reason
      usable
      proposer
      approver
      proposedAt
      approvedAt
      comparison {
        known
        ...Sides
      }
      record {
        scored
        known
        figures {
          auc
          brier
          brierPrior
          ece
        }
        reliability {
          probability
          share
          cases
        }
      }
      live {
        scored
        known
        ...Sides
      }
    }
  }
`,
  [SIDES],
);

export type TrainedVersion = ResultOf<typeof MODEL_VERSIONS>["modelVersions"][number];
export type VersionComparison = NonNullable<TrainedVersion["comparison"] | TrainedVersion["live"]>;

export const CHANGE_MODEL_VERSION = graphql(`
  mutation ChangeModelVersion($input: ChangeModelVersionInput!) {
    changeModelVersion(input: $input) {
      __typename
      ... on ChangedModelVersion {
        versionId
        stage
        proposed
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);
