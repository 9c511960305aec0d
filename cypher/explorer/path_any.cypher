// By which shortest way are two nodes connected, whichever way its edges run?
MATCH (a) WHERE elementId(a) = $start
MATCH (b) WHERE elementId(b) = $goal
MATCH p = shortestPath((a)-[:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|ESCALATED_BY*..8]-(b))
RETURN [n IN nodes(p) | n { .id, .key, .name, .version, .state, .stage, .action, .verdict, .kind, .result, .rule, .probability, .shadow, .externalId,
  .quality, .value, .command, .knownAt, .recordedAt, labels: labels(n) }] AS nodes,
       [r IN relationships(p) | [type(r), startNode(r).id, endNode(r).id, r.knownFrom, r.knownTo]] AS edges
LIMIT 1
