import { graphql, type ResultOf } from "../../../graphql/tada.ts";

export const KINDS = graphql(`
  query HotspotKinds($point: String!) {
    hotspotKinds(decisionPoint: $point) {
      name
      event
      counted
      period
      rows
    }
  }
`);

export const CHOICES = graphql(`
  query HotspotChoices($point: String!) {
    hotspotChoices(decisionPoint: $point) {
      nodeKinds
      events {
        name
        counted
      }
    }
  }
`);

export const FORECAST_KINDS = graphql(`
  query ForecastKinds($point: String!) {
    forecastKinds(decisionPoint: $point) {
      name
      event
      counted
      impact
      whatIf
      period
      record {
        scored
        periods
        coverage90
        meanAbsError
        ewmaMeanAbsError
      }
    }
  }
`);

export const RISK_RECORDS = graphql(`
  query RiskRecords($point: String!) {
    riskRecords(decisionPoint: $point) {
      model
      version
      scored
      known
      coverage90
      groups
      brier
      brierPrior
    }
  }
`);

export const HOTSPOTS = graphql(`
  query Hotspots($input: HotspotsInput!) {
    hotspots(input: $input) {
      __typename
      ... on HotspotList {
        periodStart
        periodEnd
        firstRow
        lastRow
        knownBeforeRow
        issuedAt
        origin
        snapshotId
        protocol
        record {
          scored
          periods
          coverage90
          meanAbsError
          ewmaMeanAbsError
          precisionAt10
          ewma
        }
        nodes {
          nodeId
          name
          expected
          low
          high
          usual
          excess
          excessShare
          forecastId
          causes {
            kind
            nodeId
            name
            words
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

export const HOTSPOTS_AHEAD = graphql(`
  query HotspotsAhead($input: HotspotsAheadInput!) {
    hotspotsAhead(input: $input) {
      __typename
      ... on HotspotsAheadList {
        periodStart
        periodEnd
        firstRow
        lastRow
        counted
        pooling {
          sentence
        }
        turnover
        nodes {
          name
          expected
          low
          high
          usual
          excess
          excessShare
          causes
        }
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export const FORECASTS = graphql(`
  query Forecasts($input: ForecastsInput!) {
    forecasts(input: $input) {
      __typename
      ... on ForecastPage {
        nodes {
          id
          nodeKind
          node
          event
          issuedAt
          periodStart
          periodEnd
          firstRow
          lastRow
          knownBeforeRow
          expected
          low
          high
          actual
          error
          inside
          scoredAt
          origin
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

export const RUN_FORECAST = graphql(`
  mutation RunForecast($input: RunForecastInput!) {
    runForecast(input: $input) {
      __typename
      ... on RequestedForecasts {
        waiting
      }
      ... on Problem {
        code
        message
      }
    }
  }
`);

export type HotspotList = Extract<ResultOf<typeof HOTSPOTS>["hotspots"], { __typename: "HotspotList" }>;
export type Hotspot = HotspotList["nodes"][number];
export type HotspotAhead = Extract<ResultOf<typeof HOTSPOTS_AHEAD>["hotspotsAhead"], { __typename: "HotspotsAheadList" }>["nodes"][number];
export type Forecast = Extract<ResultOf<typeof FORECASTS>["forecasts"], { __typename: "ForecastPage" }>["nodes"][number];
export type NodeKind = ResultOf<typeof KINDS>["hotspotKinds"][number];
export type RiskRecord = ResultOf<typeof RISK_RECORDS>["riskRecords"][number];
export type RecordedKind = ResultOf<typeof FORECAST_KINDS>["forecastKinds"][number];
