// Stores what a challenger says of live cases, one shadow beside each score of the version in use, and how far it came.
MATCH (model:ModelVersion {key: $model})
USING INDEX SEEK model:ModelVersion(key)
SET model._lock = $lock
WITH model
WHERE model.stage = 'CHALLENGER'
SET model.shadowedTo = $shadowed_to
WITH model
CALL (model) {
  UNWIND range(0, size($snapshots) - 1) AS place
  MATCH (snapshot:InputSnapshot {id: $snapshots[place]})
  USING INDEX SEEK snapshot:InputSnapshot(id)
  WHERE NOT EXISTS { (snapshot)<-[:SCORED_ON]-(:Prediction {shadow: true})-[:SCORED_BY]->(model) }
  CREATE (p:Prediction:Entity {id: $ids[place], probability: $probabilities[place], margin: $margins[place],
    target: $target, shadow: true, knownAt: $at, recordedAt: $at})
  CREATE (p)-[:SCORED_BY]->(model)
  CREATE (p)-[:SCORED_ON]->(snapshot)
  RETURN count(p) AS added
}
RETURN added
