// Which cases came after those that a challenger has scored, and on which data did the version in use score them?
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey > $after
WITH c ORDER BY c.sortKey LIMIT $limit
CALL (c) {
  OPTIONAL MATCH (s:InputSnapshot)-[:ABOUT]->(c)
  WHERE c.origin = 'LIVE' AND EXISTS {
    MATCH (s)<-[:SCORED_ON]-(p:Prediction)-[:SCORED_BY]->(:ModelVersion)-[:VERSION_OF]->(m:Model)
    WHERE m.key = $model AND NOT coalesce(p.shadow, false)
  }
  RETURN s ORDER BY s.knownAt DESC LIMIT 1
}
RETURN c.sortKey AS sort_key, coalesce(c.awaitingScore, '') = $point AS waits, c.externalId AS external_id,
       s { .id, .values, .recordedAt } AS snapshot
ORDER BY sort_key
