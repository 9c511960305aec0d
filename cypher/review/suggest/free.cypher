// Which free tasks of a point have a score, most urgent first, and to whom is each suggested by now?
UNWIND $queues AS range
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey > range[0] AND t.sortKey < range[1] AND t.state = 'READY'
MATCH (t)-[:ABOUT]->(c:Case)-[:AT]->(:DecisionPoint {key: $point})
MATCH (t)-[:PRESENTS]->(:ReviewPacket)-[:PRESENTS]->(p:Prediction)
WHERE p.target IS NULL
WITH t, c, p ORDER BY t.sortKey LIMIT $limit
RETURN t.id AS task_id, c.id AS case_id, c.externalId AS external_id, c.payload AS payload,
       coalesce(c.occurredAt, c.knownAt) AS began, p.probability AS risk, t.suggestedId AS suggested_id,
       t.suggestedBecause AS because
