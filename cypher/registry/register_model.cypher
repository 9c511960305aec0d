// Registers a trained model version whole: its training, the data it learned from, and the features it explains by.
MERGE (m:Model {key: $model.key})
  ON CREATE SET m = $model, m:Entity
MERGE (v:ModelVersion {key: $version.key})
  ON CREATE SET v = $version, v:Entity
MERGE (r:TrainingRun {key: $version.key})
  ON CREATE SET r = $training, r:Activity
MERGE (v)-[:VERSION_OF]->(m)
MERGE (v)-[:WAS_GENERATED_BY]->(r)
WITH v, m
CALL (v) {
  MATCH (data:Dataset {key: $dataset})<-[:VERSION_OF]-(learned:DatasetVersion)
  USING INDEX SEEK data:Dataset(key)
  WHERE NOT learned.version ENDS WITH '-live'
  MERGE (v)-[:TRAINED_ON]->(learned)
  RETURN count(learned) AS versions
}
CALL (v) {
  OPTIONAL MATCH (source:Dataset {key: $dataset})
  USING INDEX SEEK source:Dataset(key)
  UNWIND $features AS feature
  MERGE (f:Feature {key: feature.name})
    ON CREATE SET f:Entity, f.id = feature.featureId, f.name = feature.name, f.recordedAt = $version.recordedAt
  MERGE (fv:FeatureVersion {key: feature.key})
    ON CREATE SET fv = feature.version, fv:Entity
  MERGE (fv)-[:VERSION_OF]->(f)
  MERGE (v)-[:DEPENDS_ON]->(fv)
  FOREACH (one IN CASE WHEN source IS NULL THEN [] ELSE [source] END | MERGE (fv)-[:COMPUTED_FROM]->(one))
  RETURN count(fv) AS features
}
OPTIONAL MATCH (m)<-[:VERSION_OF]-(old:ModelVersion {stage: 'ACTIVE'}) WHERE old.key <> v.key
SET old.stage = 'SUPERSEDED'
WITH v, versions, features, collect(old) AS superseded
FOREACH (old IN superseded | MERGE (v)-[:WAS_REVISION_OF]->(old))
SET v.stage = 'ACTIVE', v.approverId = $approver
WITH v, versions, features
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
SET point.epoch = point.epoch + 1
RETURN v.id AS id, versions, features
