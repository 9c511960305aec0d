// What came in at a point in a range of sort keys, the newest first: first values, the main model's score, categories.
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey >= $since AND c.sortKey < $before AND EXISTS { (c)-[:AT]->(:DecisionPoint {key: $point}) }
WITH c
ORDER BY c.sortKey DESC
LIMIT $limit
CALL (c) {
  MATCH (c)<-[:ABOUT]-(s:InputSnapshot)
  RETURN s ORDER BY s.knownAt, s.id LIMIT 1
}
RETURN s.values AS values,
       head(COLLECT { MATCH (s)<-[:SCORED_ON]-(p:Prediction)-[:SCORED_BY]->(:ModelVersion {key: $model})
                      WHERE p.target IS NULL RETURN p.probability LIMIT 1 }) AS score,
       head(COLLECT { MATCH (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(of:Category)
                      RETURN of.name ORDER BY of.name LIMIT 1 }) AS category
