// What depends on a node along one kind of edge, newest first, among so many at most?
MATCH (start) WHERE elementId(start) = $element
CALL (start) {
  WITH start WHERE $edge = 'ABOUT'
  MATCH (start)<-[r:ABOUT]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'ACTED_ON_BEHALF_OF'
  MATCH (start)<-[r:ACTED_ON_BEHALF_OF]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'ASSIGNED_TO'
  MATCH (start)<-[r:ASSIGNED_TO]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'AT'
  MATCH (start)<-[r:AT]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'COMPUTED_FROM'
  MATCH (start)<-[r:COMPUTED_FROM]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'CONCERNS'
  MATCH (start)<-[r:CONCERNS]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'CONSTRAINED_BY'
  MATCH (start)<-[r:CONSTRAINED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'DEPENDS_ON'
  MATCH (start)<-[r:DEPENDS_ON]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'DISPUTES'
  MATCH (start)<-[r:DISPUTES]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'ESCALATED_BY'
  MATCH (start)<-[r:ESCALATED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'GOVERNED_BY'
  MATCH (start)<-[r:GOVERNED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'HAD_MEMBER'
  MATCH (start)<-[r:HAD_MEMBER]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'HAD_PLAN'
  MATCH (start)<-[r:HAD_PLAN]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'HAD_PRIMARY_SOURCE'
  MATCH (start)<-[r:HAD_PRIMARY_SOURCE]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'HAS_TRAINING'
  MATCH (start)<-[r:HAS_TRAINING]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'INFLUENCED_BY'
  MATCH (start)<-[r:INFLUENCED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'IN_CATEGORY'
  MATCH (start)<-[r:IN_CATEGORY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'IN_QUEUE'
  MATCH (start)<-[r:IN_QUEUE]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'OWNED_BY'
  MATCH (start)<-[r:OWNED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'PRESENTS'
  MATCH (start)<-[r:PRESENTS]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'REQUESTED_BY'
  MATCH (start)<-[r:REQUESTED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'RESOLVED_BY'
  MATCH (start)<-[r:RESOLVED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'RESULTED_FROM'
  MATCH (start)<-[r:RESULTED_FROM]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'SAME_AS'
  MATCH (start)<-[r:SAME_AS]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'SCORED_BY'
  MATCH (start)<-[r:SCORED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'SCORED_ON'
  MATCH (start)<-[r:SCORED_ON]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'SUPPORTS'
  MATCH (start)<-[r:SUPPORTS]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'TAKEN_FROM'
  MATCH (start)<-[r:TAKEN_FROM]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'TIED_TO'
  MATCH (start)<-[r:TIED_TO]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'TRAINED_ON'
  MATCH (start)<-[r:TRAINED_ON]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'USED'
  MATCH (start)<-[r:USED]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'VERSION_OF'
  MATCH (start)<-[r:VERSION_OF]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAIVES'
  MATCH (start)<-[r:WAIVES]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_ASSOCIATED_WITH'
  MATCH (start)<-[r:WAS_ASSOCIATED_WITH]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_ATTRIBUTED_TO'
  MATCH (start)<-[r:WAS_ATTRIBUTED_TO]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_DERIVED_FROM'
  MATCH (start)<-[r:WAS_DERIVED_FROM]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_GENERATED_BY'
  MATCH (start)<-[r:WAS_GENERATED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_INFORMED_BY'
  MATCH (start)<-[r:WAS_INFORMED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_INVALIDATED_BY'
  MATCH (start)<-[r:WAS_INVALIDATED_BY]-(n)
  RETURN n, r LIMIT $most
  UNION
  WITH start WHERE $edge = 'WAS_REVISION_OF'
  MATCH (start)<-[r:WAS_REVISION_OF]-(n)
  RETURN n, r LIMIT $most
}
WITH n, r, right('000000000000000' + toString(coalesce(n.knownAt, 0)), 15) + '|' + n.id AS place
WHERE place < $before AND ($kind IS NULL OR $kind IN labels(n))
  AND ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
WITH DISTINCT n, place
ORDER BY place DESC LIMIT $limit
RETURN n.id AS id, place AS sort_key, n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .asOf,
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
    END } AS facts
ORDER BY sort_key DESC
