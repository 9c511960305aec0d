// By which shortest way are two nodes connected, whichever way its edges run, around these kinds of node?
MATCH (a) WHERE elementId(a) = $start
MATCH (b) WHERE elementId(b) = $goal
MATCH p = shortestPath((a)-[:ABOUT|COMPUTED_FROM|CONCERNS|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_PLAN|HAD_PRIMARY_SOURCE|INFLUENCED_BY|PRESENTS|REQUESTED_BY|RESULTED_FROM|SCORED_BY|SCORED_ON|TAKEN_FROM|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF*..8]-(b))
WHERE all(r IN relationships(p) WHERE NOT type(r) IN $without AND (($as_of IS NULL AND r.knownTo IS NULL)
    OR ($as_of IS NOT NULL AND coalesce(r.knownFrom, 0) <= $as_of AND coalesce(r.knownTo, $as_of + 1) > $as_of)))
  AND all(n IN nodes(p) WHERE $as_of IS NULL OR coalesce(n.knownAt, 0) <= $as_of)
  AND none(n IN nodes(p) WHERE n <> a AND n <> b AND any(kind IN labels(n) WHERE kind IN $around))
RETURN [n IN nodes(p) | n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .asOf,
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
    END }] AS nodes,
       [r IN relationships(p) | [type(r), startNode(r).id, endNode(r).id, r.knownFrom, r.knownTo]] AS edges
LIMIT 1
