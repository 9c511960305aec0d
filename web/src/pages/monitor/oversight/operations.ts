import { graphql, type ResultOf } from "../../../graphql/tada.ts";

const SHARE = graphql(`
  fragment ShareOverseen on OverseenShare {
    count
    of
    share
    low
    high
  }
`);

const FIGURES = graphql(
  `
  fragment FiguresOverseen on OversightFigures {
    personId
    name
    reviews
    against {
      ...ShareOverseen
    }
    changed {
      ...ShareOverseen
    }
    towards {
      ...ShareOverseen
    }
    same {
      ...ShareOverseen
    }
    alpha
    seconds
    secondsNear
    secondsFar
    strictness {
      refused
      expected
      factor
      low
      high
      stamping
      flagged
    }
  }
`,
  [SHARE],
);

/** How the decisions of a decision point are overseen. */
export const OVERSIGHT = graphql(
  `
  query Oversight($point: String!, $from: DateTime!, $to: DateTime!) {
    oversight(decisionPoint: $point, from: $from, to: $to) {
      __typename
      ... on Oversight {
        automaticBelow
        spotCheckShare
        reviews {
          whole {
            ...FiguresOverseen
          }
          teams {
            ...FiguresOverseen
          }
          reviewers {
            ...FiguresOverseen
          }
          rules {
            rule
            changed {
              count
              of
            }
            needless
          }
        }
        spotChecks {
          verdict
          decisions
          drawn
          waiting
          judged
          differed
          share
          low
          high
          listed {
            decisionId
            caseId
            externalId
            decidedAt
            state
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
  [FIGURES],
);

/** Escalations that changed nothing, and wrong decisions that nobody escalated. */
export const ESCALATIONS = graphql(`
  query Escalations($point: String!, $inVain: DecisionFilterInput!, $missed: DecisionFilterInput!) {
    inVain: decisions(decisionPoint: $point, where: $inVain, first: 20) {
      __typename
      ... on DecisionPage {
        nodes {
          id
          externalId
          decider
          decidedAt
        }
      }
      ... on Problem {
        code
        message
      }
    }
    missed: decisions(decisionPoint: $point, where: $missed, first: 20) {
      __typename
      ... on DecisionPage {
        nodes {
          id
          externalId
          decider
          decidedAt
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type Overseen = Extract<ResultOf<typeof OVERSIGHT>["oversight"], { __typename: "Oversight" }>;
export type SpotChecks = Overseen["spotChecks"][number];
export type OversightFigures = Overseen["reviews"]["whole"];
export type OverseenShare = OversightFigures["against"];
export type ListedDecision = Extract<ResultOf<typeof ESCALATIONS>["missed"], { __typename: "DecisionPage" }>["nodes"][number];
