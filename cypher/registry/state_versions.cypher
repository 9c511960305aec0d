// Records what another registry states of model versions; what is trusted here stays, and our own models are left alone.
UNWIND $rows AS row
MERGE (m:Model {key: row.model.key})
  ON CREATE SET m = row.model, m:Entity
SET m._lock = row.change.id
WITH m, row
WHERE m.decisionPoint IS NULL
MERGE (source:ModelVersion {key: row.version.key})
  ON CREATE SET source = row.version, source:Entity
WITH m, source, row
WHERE source.id = row.version.id AND coalesce(source.registryDigest, '') = row.change.fromState
SET source += row.stated
MERGE (source)-[:VERSION_OF]->(m)
FOREACH (training IN row.training |
  MERGE (r:TrainingRun {key: row.version.key})
    ON CREATE SET r.id = training.id, r:Activity, r.recordedAt = training.recordedAt
  SET r.protocol = training.protocol, r.startedAt = training.startedAt, r.endedAt = training.endedAt
  MERGE (source)-[:WAS_GENERATED_BY]->(r))
CREATE (change:StateChange:Activity)
SET change = row.change
CREATE (change)-[:ABOUT]->(source)
WITH source, row
CALL (row) {
  // include: blocks/audit_and_outbox.cypher
}
RETURN count(source) AS written
