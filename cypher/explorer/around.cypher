// How many neighbours has a node by edge, and which are the first of them each way?
MATCH (start) WHERE elementId(start) = $element
WITH start, [
  ['UP', 'WAS_GENERATED_BY', COUNT { (start)-[:WAS_GENERATED_BY]->() }],
  ['UP', 'WAS_ATTRIBUTED_TO', COUNT { (start)-[:WAS_ATTRIBUTED_TO]->() }],
  ['UP', 'GOVERNED_BY', COUNT { (start)-[:GOVERNED_BY]->() }],
  ['UP', 'WAS_REVISION_OF', COUNT { (start)-[:WAS_REVISION_OF]->() }],
  ['UP', 'WAS_INVALIDATED_BY', COUNT { (start)-[:WAS_INVALIDATED_BY]->() }],
  ['UP', 'USED', COUNT { (start)-[:USED]->() }],
  ['UP', 'WAS_ASSOCIATED_WITH', COUNT { (start)-[:WAS_ASSOCIATED_WITH]->() }],
  ['UP', 'WAS_INFORMED_BY', COUNT { (start)-[:WAS_INFORMED_BY]->() }],
  ['UP', 'PRESENTS', COUNT { (start)-[:PRESENTS]->() }],
  ['UP', 'HAD_PLAN', COUNT { (start)-[:HAD_PLAN]->() }],
  ['UP', 'SCORED_BY', COUNT { (start)-[:SCORED_BY]->() }],
  ['UP', 'SCORED_ON', COUNT { (start)-[:SCORED_ON]->() }],
  ['UP', 'INFLUENCED_BY', COUNT { (start)-[:INFLUENCED_BY]->() }],
  ['UP', 'TAKEN_FROM', COUNT { (start)-[:TAKEN_FROM]->() }],
  ['UP', 'TRAINED_ON', COUNT { (start)-[:TRAINED_ON]->() }],
  ['UP', 'DEPENDS_ON', COUNT { (start)-[:DEPENDS_ON]->() }],
  ['UP', 'VERSION_OF', COUNT { (start)-[:VERSION_OF]->() }],
  ['UP', 'COMPUTED_FROM', COUNT { (start)-[:COMPUTED_FROM]->() }],
  ['UP', 'WAS_DERIVED_FROM', COUNT { (start)-[:WAS_DERIVED_FROM]->() }],
  ['UP', 'HAD_PRIMARY_SOURCE', COUNT { (start)-[:HAD_PRIMARY_SOURCE]->() }],
  ['UP', 'RESULTED_FROM', COUNT { (start)-[:RESULTED_FROM]->() }],
  ['UP', 'ABOUT', COUNT { (start)-[:ABOUT]->() }],
  ['UP', 'CONCERNS', COUNT { (start)-[:CONCERNS]->() }],
  ['UP', 'REQUESTED_BY', COUNT { (start)-[:REQUESTED_BY]->() }],
  ['UP', 'AT', COUNT { (start)-[:AT]->() }],
  ['UP', 'IN_QUEUE', COUNT { (start)-[:IN_QUEUE]->() }],
  ['UP', 'IN_CATEGORY', COUNT { (start)-[:IN_CATEGORY]->() }],
  ['UP', 'ASSIGNED_TO', COUNT { (start)-[:ASSIGNED_TO]->() }],
  ['UP', 'CONSTRAINED_BY', COUNT { (start)-[:CONSTRAINED_BY]->() }],
  ['UP', 'OWNED_BY', COUNT { (start)-[:OWNED_BY]->() }],
  ['UP', 'TIED_TO', COUNT { (start)-[:TIED_TO]->() }],
  ['UP', 'ACTED_ON_BEHALF_OF', COUNT { (start)-[:ACTED_ON_BEHALF_OF]->() }],
  ['UP', 'HAD_MEMBER', COUNT { (start)-[:HAD_MEMBER]->() }],
  ['DOWN', 'WAS_GENERATED_BY', COUNT { (start)<-[:WAS_GENERATED_BY]-() }],
  ['DOWN', 'WAS_ATTRIBUTED_TO', COUNT { (start)<-[:WAS_ATTRIBUTED_TO]-() }],
  ['DOWN', 'GOVERNED_BY', COUNT { (start)<-[:GOVERNED_BY]-() }],
  ['DOWN', 'WAS_REVISION_OF', COUNT { (start)<-[:WAS_REVISION_OF]-() }],
  ['DOWN', 'WAS_INVALIDATED_BY', COUNT { (start)<-[:WAS_INVALIDATED_BY]-() }],
  ['DOWN', 'USED', COUNT { (start)<-[:USED]-() }],
  ['DOWN', 'WAS_ASSOCIATED_WITH', COUNT { (start)<-[:WAS_ASSOCIATED_WITH]-() }],
  ['DOWN', 'WAS_INFORMED_BY', COUNT { (start)<-[:WAS_INFORMED_BY]-() }],
  ['DOWN', 'PRESENTS', COUNT { (start)<-[:PRESENTS]-() }],
  ['DOWN', 'HAD_PLAN', COUNT { (start)<-[:HAD_PLAN]-() }],
  ['DOWN', 'SCORED_BY', COUNT { (start)<-[:SCORED_BY]-() }],
  ['DOWN', 'SCORED_ON', COUNT { (start)<-[:SCORED_ON]-() }],
  ['DOWN', 'INFLUENCED_BY', COUNT { (start)<-[:INFLUENCED_BY]-() }],
  ['DOWN', 'TAKEN_FROM', COUNT { (start)<-[:TAKEN_FROM]-() }],
  ['DOWN', 'TRAINED_ON', COUNT { (start)<-[:TRAINED_ON]-() }],
  ['DOWN', 'DEPENDS_ON', COUNT { (start)<-[:DEPENDS_ON]-() }],
  ['DOWN', 'VERSION_OF', COUNT { (start)<-[:VERSION_OF]-() }],
  ['DOWN', 'COMPUTED_FROM', COUNT { (start)<-[:COMPUTED_FROM]-() }],
  ['DOWN', 'WAS_DERIVED_FROM', COUNT { (start)<-[:WAS_DERIVED_FROM]-() }],
  ['DOWN', 'HAD_PRIMARY_SOURCE', COUNT { (start)<-[:HAD_PRIMARY_SOURCE]-() }],
  ['DOWN', 'RESULTED_FROM', COUNT { (start)<-[:RESULTED_FROM]-() }],
  ['DOWN', 'ABOUT', COUNT { (start)<-[:ABOUT]-() }],
  ['DOWN', 'CONCERNS', COUNT { (start)<-[:CONCERNS]-() }],
  ['DOWN', 'REQUESTED_BY', COUNT { (start)<-[:REQUESTED_BY]-() }],
  ['DOWN', 'AT', COUNT { (start)<-[:AT]-() }],
  ['DOWN', 'IN_QUEUE', COUNT { (start)<-[:IN_QUEUE]-() }],
  ['DOWN', 'IN_CATEGORY', COUNT { (start)<-[:IN_CATEGORY]-() }],
  ['DOWN', 'ASSIGNED_TO', COUNT { (start)<-[:ASSIGNED_TO]-() }],
  ['DOWN', 'CONSTRAINED_BY', COUNT { (start)<-[:CONSTRAINED_BY]-() }],
  ['DOWN', 'OWNED_BY', COUNT { (start)<-[:OWNED_BY]-() }],
  ['DOWN', 'TIED_TO', COUNT { (start)<-[:TIED_TO]-() }],
  ['DOWN', 'ACTED_ON_BEHALF_OF', COUNT { (start)<-[:ACTED_ON_BEHALF_OF]-() }],
  ['DOWN', 'HAD_MEMBER', COUNT { (start)<-[:HAD_MEMBER]-() }]
] AS degrees
CALL (start) {
  MATCH (start)-[r:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|AT|IN_QUEUE|IN_CATEGORY|ASSIGNED_TO|CONSTRAINED_BY|OWNED_BY|TIED_TO|ACTED_ON_BEHALF_OF|HAD_MEMBER]->(n)
  WHERE ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
  WITH type(r) AS edge, n LIMIT $most
  RETURN collect([edge, n { .id, .key, .name, .version, .state, .stage, .action, .verdict, .kind, .result, .rule, .probability, .shadow, .externalId,
  .quality, .value, .command, .knownAt, .recordedAt, labels: labels(n) }]) AS causes
}
CALL (start) {
  MATCH (start)<-[r:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|AT|IN_QUEUE|IN_CATEGORY|ASSIGNED_TO|CONSTRAINED_BY|OWNED_BY|TIED_TO|ACTED_ON_BEHALF_OF|HAD_MEMBER]-(n)
  WHERE ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
  WITH type(r) AS edge, n LIMIT $most
  RETURN collect([edge, n { .id, .key, .name, .version, .state, .stage, .action, .verdict, .kind, .result, .rule, .probability, .shadow, .externalId,
  .quality, .value, .command, .knownAt, .recordedAt, labels: labels(n) }]) AS effects
}
RETURN [one IN degrees WHERE one[2] > 0] AS degrees, causes, effects
