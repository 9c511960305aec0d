// What did the predictions known before a moment, shadow or not, say of each case, on which values known since when?
// Columns, in chunks.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of
MATCH (c)<-[:ABOUT]-(s:InputSnapshot)<-[:SCORED_ON]-(p:Prediction)
WHERE p.knownAt < $as_of AND s.knownAt < $as_of
MATCH (p)-[:SCORED_BY]->(model:ModelVersion)
WITH id(c) / $chunk AS chunk, c, s, p, model
RETURN chunk, collect(id(c)) AS numbers, collect(p.id) AS ids, collect(p.probability) AS risks,
       collect(coalesce(p.shadow, false)) AS shadows, collect(p.knownAt) AS known, collect(s.knownAt) AS taken,
       collect(s.id) AS snapshot_ids, collect(coalesce(p.target, '')) AS targets, collect(model.id) AS model_versions
