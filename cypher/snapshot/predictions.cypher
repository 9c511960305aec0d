// What did the newest prediction known before a moment, shadow or not, say of each case? Columns, in chunks.
MATCH (:DecisionPoint {key: $point})<-[:AT]-(c:Case)
WHERE c.knownAt < $as_of
CALL (c) {
  MATCH (c)<-[:ABOUT]-(s:InputSnapshot)<-[:SCORED_ON]-(p:Prediction)
  WHERE p.knownAt < $as_of AND s.knownAt < $as_of
  RETURN p ORDER BY p.knownAt DESC, p.id DESC LIMIT 1
}
MATCH (p)-[:SCORED_BY]->(model:ModelVersion)
WITH id(c) / $chunk AS chunk, c, p, model
RETURN chunk, collect(id(c)) AS numbers, collect(p.id) AS ids, collect(p.probability) AS risks,
       collect(coalesce(p.shadow, false)) AS shadows, collect(p.knownAt) AS known,
       collect(coalesce(p.secondaryNames, [])) AS secondary_names,
       collect(coalesce(p.secondaryProbabilities, [])) AS secondary_risks, collect(model.id) AS model_versions
