// How many neighbours has a node by edge, and which are the first of them each way?
MATCH (start) WHERE elementId(start) = $element
WITH start, [
  ['UP', 'ABOUT', COUNT { (start)-[:ABOUT]->() }],
  ['UP', 'ACTED_ON_BEHALF_OF', COUNT { (start)-[:ACTED_ON_BEHALF_OF]->() }],
  ['UP', 'ASSIGNED_TO', COUNT { (start)-[:ASSIGNED_TO]->() }],
  ['UP', 'AT', COUNT { (start)-[:AT]->() }],
  ['UP', 'COMPUTED_FROM', COUNT { (start)-[:COMPUTED_FROM]->() }],
  ['UP', 'CONCERNS', COUNT { (start)-[:CONCERNS]->() }],
  ['UP', 'CONSTRAINED_BY', COUNT { (start)-[:CONSTRAINED_BY]->() }],
  ['UP', 'DEPENDS_ON', COUNT { (start)-[:DEPENDS_ON]->() }],
  ['UP', 'DISPUTES', COUNT { (start)-[:DISPUTES]->() }],
  ['UP', 'ESCALATED_BY', COUNT { (start)-[:ESCALATED_BY]->() }],
  ['UP', 'GOVERNED_BY', COUNT { (start)-[:GOVERNED_BY]->() }],
  ['UP', 'HAD_MEMBER', COUNT { (start)-[:HAD_MEMBER]->() }],
  ['UP', 'HAD_PLAN', COUNT { (start)-[:HAD_PLAN]->() }],
  ['UP', 'HAD_PRIMARY_SOURCE', COUNT { (start)-[:HAD_PRIMARY_SOURCE]->() }],
  ['UP', 'HAS_TRAINING', COUNT { (start)-[:HAS_TRAINING]->() }],
  ['UP', 'INFLUENCED_BY', COUNT { (start)-[:INFLUENCED_BY]->() }],
  ['UP', 'IN_CATEGORY', COUNT { (start)-[:IN_CATEGORY]->() }],
  ['UP', 'IN_QUEUE', COUNT { (start)-[:IN_QUEUE]->() }],
  ['UP', 'OWNED_BY', COUNT { (start)-[:OWNED_BY]->() }],
  ['UP', 'PRESENTS', COUNT { (start)-[:PRESENTS]->() }],
  ['UP', 'REQUESTED_BY', COUNT { (start)-[:REQUESTED_BY]->() }],
  ['UP', 'RESOLVED_BY', COUNT { (start)-[:RESOLVED_BY]->() }],
  ['UP', 'RESULTED_FROM', COUNT { (start)-[:RESULTED_FROM]->() }],
  ['UP', 'SAME_AS', COUNT { (start)-[:SAME_AS]->() }],
  ['UP', 'SCORED_BY', COUNT { (start)-[:SCORED_BY]->() }],
  ['UP', 'SCORED_ON', COUNT { (start)-[:SCORED_ON]->() }],
  ['UP', 'SUPPORTS', COUNT { (start)-[:SUPPORTS]->() }],
  ['UP', 'TAKEN_FROM', COUNT { (start)-[:TAKEN_FROM]->() }],
  ['UP', 'TIED_TO', COUNT { (start)-[:TIED_TO]->() }],
  ['UP', 'TRAINED_ON', COUNT { (start)-[:TRAINED_ON]->() }],
  ['UP', 'USED', COUNT { (start)-[:USED]->() }],
  ['UP', 'VERSION_OF', COUNT { (start)-[:VERSION_OF]->() }],
  ['UP', 'WAIVES', COUNT { (start)-[:WAIVES]->() }],
  ['UP', 'WAS_ASSOCIATED_WITH', COUNT { (start)-[:WAS_ASSOCIATED_WITH]->() }],
  ['UP', 'WAS_ATTRIBUTED_TO', COUNT { (start)-[:WAS_ATTRIBUTED_TO]->() }],
  ['UP', 'WAS_DERIVED_FROM', COUNT { (start)-[:WAS_DERIVED_FROM]->() }],
  ['UP', 'WAS_GENERATED_BY', COUNT { (start)-[:WAS_GENERATED_BY]->() }],
  ['UP', 'WAS_INFORMED_BY', COUNT { (start)-[:WAS_INFORMED_BY]->() }],
  ['UP', 'WAS_INVALIDATED_BY', COUNT { (start)-[:WAS_INVALIDATED_BY]->() }],
  ['UP', 'WAS_REVISION_OF', COUNT { (start)-[:WAS_REVISION_OF]->() }],
  ['DOWN', 'ABOUT', COUNT { (start)<-[:ABOUT]-() }],
  ['DOWN', 'ACTED_ON_BEHALF_OF', COUNT { (start)<-[:ACTED_ON_BEHALF_OF]-() }],
  ['DOWN', 'ASSIGNED_TO', COUNT { (start)<-[:ASSIGNED_TO]-() }],
  ['DOWN', 'AT', COUNT { (start)<-[:AT]-() }],
  ['DOWN', 'COMPUTED_FROM', COUNT { (start)<-[:COMPUTED_FROM]-() }],
  ['DOWN', 'CONCERNS', COUNT { (start)<-[:CONCERNS]-() }],
  ['DOWN', 'CONSTRAINED_BY', COUNT { (start)<-[:CONSTRAINED_BY]-() }],
  ['DOWN', 'DEPENDS_ON', COUNT { (start)<-[:DEPENDS_ON]-() }],
  ['DOWN', 'DISPUTES', COUNT { (start)<-[:DISPUTES]-() }],
  ['DOWN', 'ESCALATED_BY', COUNT { (start)<-[:ESCALATED_BY]-() }],
  ['DOWN', 'GOVERNED_BY', COUNT { (start)<-[:GOVERNED_BY]-() }],
  ['DOWN', 'HAD_MEMBER', COUNT { (start)<-[:HAD_MEMBER]-() }],
  ['DOWN', 'HAD_PLAN', COUNT { (start)<-[:HAD_PLAN]-() }],
  ['DOWN', 'HAD_PRIMARY_SOURCE', COUNT { (start)<-[:HAD_PRIMARY_SOURCE]-() }],
  ['DOWN', 'HAS_TRAINING', COUNT { (start)<-[:HAS_TRAINING]-() }],
  ['DOWN', 'INFLUENCED_BY', COUNT { (start)<-[:INFLUENCED_BY]-() }],
  ['DOWN', 'IN_CATEGORY', COUNT { (start)<-[:IN_CATEGORY]-() }],
  ['DOWN', 'IN_QUEUE', COUNT { (start)<-[:IN_QUEUE]-() }],
  ['DOWN', 'OWNED_BY', COUNT { (start)<-[:OWNED_BY]-() }],
  ['DOWN', 'PRESENTS', COUNT { (start)<-[:PRESENTS]-() }],
  ['DOWN', 'REQUESTED_BY', COUNT { (start)<-[:REQUESTED_BY]-() }],
  ['DOWN', 'RESOLVED_BY', COUNT { (start)<-[:RESOLVED_BY]-() }],
  ['DOWN', 'RESULTED_FROM', COUNT { (start)<-[:RESULTED_FROM]-() }],
  ['DOWN', 'SAME_AS', COUNT { (start)<-[:SAME_AS]-() }],
  ['DOWN', 'SCORED_BY', COUNT { (start)<-[:SCORED_BY]-() }],
  ['DOWN', 'SCORED_ON', COUNT { (start)<-[:SCORED_ON]-() }],
  ['DOWN', 'SUPPORTS', COUNT { (start)<-[:SUPPORTS]-() }],
  ['DOWN', 'TAKEN_FROM', COUNT { (start)<-[:TAKEN_FROM]-() }],
  ['DOWN', 'TIED_TO', COUNT { (start)<-[:TIED_TO]-() }],
  ['DOWN', 'TRAINED_ON', COUNT { (start)<-[:TRAINED_ON]-() }],
  ['DOWN', 'USED', COUNT { (start)<-[:USED]-() }],
  ['DOWN', 'VERSION_OF', COUNT { (start)<-[:VERSION_OF]-() }],
  ['DOWN', 'WAIVES', COUNT { (start)<-[:WAIVES]-() }],
  ['DOWN', 'WAS_ASSOCIATED_WITH', COUNT { (start)<-[:WAS_ASSOCIATED_WITH]-() }],
  ['DOWN', 'WAS_ATTRIBUTED_TO', COUNT { (start)<-[:WAS_ATTRIBUTED_TO]-() }],
  ['DOWN', 'WAS_DERIVED_FROM', COUNT { (start)<-[:WAS_DERIVED_FROM]-() }],
  ['DOWN', 'WAS_GENERATED_BY', COUNT { (start)<-[:WAS_GENERATED_BY]-() }],
  ['DOWN', 'WAS_INFORMED_BY', COUNT { (start)<-[:WAS_INFORMED_BY]-() }],
  ['DOWN', 'WAS_INVALIDATED_BY', COUNT { (start)<-[:WAS_INVALIDATED_BY]-() }],
  ['DOWN', 'WAS_REVISION_OF', COUNT { (start)<-[:WAS_REVISION_OF]-() }]
] AS degrees
CALL (start) {
  MATCH (start)-[r:ABOUT|ACTED_ON_BEHALF_OF|ASSIGNED_TO|AT|COMPUTED_FROM|CONCERNS|CONSTRAINED_BY|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_MEMBER|HAD_PLAN|HAD_PRIMARY_SOURCE|HAS_TRAINING|INFLUENCED_BY|IN_CATEGORY|IN_QUEUE|OWNED_BY|PRESENTS|REQUESTED_BY|RESOLVED_BY|RESULTED_FROM|SAME_AS|SCORED_BY|SCORED_ON|SUPPORTS|TAKEN_FROM|TIED_TO|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]->(n)
  WHERE ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
  WITH type(r) AS edge, n LIMIT $most
  RETURN collect([edge, n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .asOf,
    .command, .file, .firstRow, .framework, .lastRow, .node, .periodStart, .probability, .provision, .quality, .reason, .result,
    .row, .rule, .sentence, .shadow, .target, .toQueue, .value, .verdict, .words, labels: labels(n),
    called: CASE
      WHEN n:Snapshot THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:ForecastRun THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:Policy THEN coalesce(head([(n)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + substring(n.key, size(at_.key)) }))
      WHEN n:PolicyVersion THEN coalesce(head([(n)-[:VERSION_OF]->(:Policy)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]) + ', version ' + (1 + COUNT { (n)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(of_:PolicyVersion) WHERE of_.knownAt < n.knownAt }), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + split(substring(n.key, size(at_.key)), '|')[0] }))
      WHEN n:Sla THEN head([(n)<-[:CONSTRAINED_BY]-(of_:Queue) | of_.name])
      WHEN n:BreakerState THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:DatasetVersion THEN head([(n)-[:VERSION_OF]->(of_:Dataset) | of_.name])
      WHEN n:Feature THEN head([(n)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])
      WHEN n:Model THEN head(COLLECT { MATCH (at_:DecisionPoint {key: n.decisionPoint}) RETURN at_.name })
      WHEN n:ModelVersion THEN head(COLLECT { MATCH (n)-[:VERSION_OF]->(its_:Model) MATCH (at_:DecisionPoint {key: its_.decisionPoint}) RETURN at_.name })
      WHEN n:Escalation THEN head(COLLECT { MATCH (of_:Queue {key: n.toQueue}) RETURN of_.name })
    END }]) AS causes
}
CALL (start) {
  MATCH (start)<-[r:ABOUT|ACTED_ON_BEHALF_OF|ASSIGNED_TO|AT|COMPUTED_FROM|CONCERNS|CONSTRAINED_BY|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_MEMBER|HAD_PLAN|HAD_PRIMARY_SOURCE|HAS_TRAINING|INFLUENCED_BY|IN_CATEGORY|IN_QUEUE|OWNED_BY|PRESENTS|REQUESTED_BY|RESOLVED_BY|RESULTED_FROM|SAME_AS|SCORED_BY|SCORED_ON|SUPPORTS|TAKEN_FROM|TIED_TO|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]-(n)
  WHERE ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
  WITH type(r) AS edge, n LIMIT $most
  RETURN collect([edge, n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .asOf,
    .command, .file, .firstRow, .framework, .lastRow, .node, .periodStart, .probability, .provision, .quality, .reason, .result,
    .row, .rule, .sentence, .shadow, .target, .toQueue, .value, .verdict, .words, labels: labels(n),
    called: CASE
      WHEN n:Snapshot THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:ForecastRun THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:Policy THEN coalesce(head([(n)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + substring(n.key, size(at_.key)) }))
      WHEN n:PolicyVersion THEN coalesce(head([(n)-[:VERSION_OF]->(:Policy)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]) + ', version ' + (1 + COUNT { (n)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(of_:PolicyVersion) WHERE of_.knownAt < n.knownAt }), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + split(substring(n.key, size(at_.key)), '|')[0] }))
      WHEN n:Sla THEN head([(n)<-[:CONSTRAINED_BY]-(of_:Queue) | of_.name])
      WHEN n:BreakerState THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:DatasetVersion THEN head([(n)-[:VERSION_OF]->(of_:Dataset) | of_.name])
      WHEN n:Feature THEN head([(n)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])
      WHEN n:Model THEN head(COLLECT { MATCH (at_:DecisionPoint {key: n.decisionPoint}) RETURN at_.name })
      WHEN n:ModelVersion THEN head(COLLECT { MATCH (n)-[:VERSION_OF]->(its_:Model) MATCH (at_:DecisionPoint {key: its_.decisionPoint}) RETURN at_.name })
      WHEN n:Escalation THEN head(COLLECT { MATCH (of_:Queue {key: n.toQueue}) RETURN of_.name })
    END }]) AS effects
}
RETURN [one IN degrees WHERE one[2] > 0] AS degrees, causes, effects
