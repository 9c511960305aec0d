import { graphql, type ResultOf } from "../../../graphql/tada.ts";
import { REFUSAL } from "../../../graphql/refusal.ts";

export const PACKS = graphql(`
  query Packs {
    packs {
      pack
      title
      state
      changedAt
      step
      share
      failure
    }
  }
`);

export const LOAD_PACK = graphql(
  `
    mutation LoadPack($pack: String!) {
      loadPack(pack: $pack) {
        ... on RequestedPack {
          pack
          state
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

export type RequestedPack = ResultOf<typeof PACKS>["packs"][number];
