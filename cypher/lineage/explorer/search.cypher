// Which nodes bear these words in a name or an outside id, best match first?
CALL db.index.fulltext.queryNodes('explorer_names', $query, {limit: $fetched}) YIELD node AS n, score
WITH n, score
WHERE $kinds IS NULL OR any(label IN labels(n) WHERE label IN $kinds)
RETURN n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .asOf,
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
    END } AS facts, score
ORDER BY score DESC, n.id
LIMIT $limit
