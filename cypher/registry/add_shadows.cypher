// Stores what a trained model says of decisions made before it, one shadow each; a snapshot that has one is left alone.
MATCH (model:ModelVersion {key: $model})
USING INDEX SEEK model:ModelVersion(key)
SET model._lock = $lock
WITH model
UNWIND range(0, size($case_keys) - 1) AS place
MATCH (subject:Case {key: $case_keys[place]})
USING INDEX SEEK subject:Case(key)
WHERE subject.origin = 'REPLAYED'
MATCH (snapshot:InputSnapshot)-[:ABOUT]->(subject)
WHERE NOT EXISTS { (snapshot)-[:WAS_REVISION_OF]->(:InputSnapshot) }
  AND NOT EXISTS { (snapshot)<-[:SCORED_ON]-(:Prediction {shadow: true})-[:SCORED_BY]->(model) }
CREATE (p:Prediction:Entity {id: $ids[place], probability: $probabilities[place], margin: $margins[place],
  target: $target, shadow: true,
  knownAt: CASE WHEN snapshot.knownAt > model.knownAt THEN snapshot.knownAt ELSE model.knownAt END, recordedAt: $at})
CREATE (p)-[:SCORED_BY]->(model)
CREATE (p)-[:SCORED_ON]->(snapshot)
RETURN count(p) AS added
