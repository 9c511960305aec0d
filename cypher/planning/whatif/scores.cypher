// Which cases of a point did a version of its model score before a moment, in use or in shadow, and how? Columns in one row.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of
MATCH (c)<-[:ABOUT]-(s:InputSnapshot)<-[:SCORED_ON]-(p:Prediction)-[:SCORED_BY]->(model:ModelVersion {version: $version})
WHERE p.knownAt < $as_of AND p.target IS NULL
WITH c, p ORDER BY p.knownAt, p.id
RETURN collect(c.id) AS ids, collect(p.probability) AS risks
