// Registers a challenger beside the version in use: its training, its data, and the features that both read.
UNWIND $rows AS row
MATCH (active:ModelVersion {key: row.active})
USING INDEX SEEK active:ModelVersion(key)
MATCH (active)-[:VERSION_OF]->(m:Model)
SET m._lock = row.change.id
WITH row, active, m
WHERE active.stage = 'ACTIVE'
MERGE (source:ModelVersion {key: row.version.key})
  ON CREATE SET source = row.version, source:Entity, source.stage = 'CHALLENGER'
WITH row, active, m, source
WHERE source.id = row.version.id
MERGE (r:TrainingRun {key: row.version.key})
  ON CREATE SET r = row.training, r:Activity
MERGE (source)-[:VERSION_OF]->(m)
MERGE (source)-[:WAS_GENERATED_BY]->(r)
MERGE (source)-[:WAS_REVISION_OF]->(active)
WITH row, active, m, source
CALL (active, source) {
  MATCH (active)-[:DEPENDS_ON]->(f:FeatureVersion)
  MERGE (source)-[:DEPENDS_ON]->(f)
  RETURN count(f) AS features
}
CALL (row, source) {
  UNWIND row.datasets AS id
  MATCH (learned:DatasetVersion {id: id})
  USING INDEX SEEK learned:DatasetVersion(id)
  MERGE (source)-[:TRAINED_ON]->(learned)
  RETURN count(learned) AS versions
}
CALL (m, source) {
  OPTIONAL MATCH (m)<-[:VERSION_OF]-(old:ModelVersion {stage: 'CHALLENGER'})
  WHERE old <> source AND old.proposedAt IS NULL
  SET old.stage = 'RETIRED'
  RETURN count(old) AS retired
}
CREATE (change:StateChange:Activity)
SET change = row.change
CREATE (change)-[:ABOUT]->(source)
WITH row, source, features, versions
// include: blocks/audit_and_outbox.cypher
RETURN source.id AS id, features, versions
