// Which model versions are proposed, put in use or declined? Under the lock of their model, against what was read.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:ModelVersion {id: row.versionId})
USING INDEX SEEK source:ModelVersion(id)
OPTIONAL MATCH (source)-[:VERSION_OF]->(m:Model)
CALL (m, row) {
  WITH m, row
  WHERE m IS NOT NULL
  SET m._lock = row.writeId
  RETURN count(*) AS locked
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (active:ModelVersion {key: row.active})
USING INDEX SEEK active:ModelVersion(key)
OPTIONAL MATCH (point:DecisionPoint {key: row.point})
USING INDEX SEEK point:DecisionPoint(key)
CALL (row, source, active, used, m, point) {
  WITH row, source, active, used, m, point
  WHERE used IS NULL AND source IS NOT NULL AND source.stage = row.stage
    AND coalesce(source.proposedAt, 0) = row.proposedAt
    AND ((row.active IS NULL AND NOT EXISTS { (m)<-[:VERSION_OF]-(:ModelVersion {stage: 'ACTIVE'}) }) OR active.stage = 'ACTIVE')
    AND NOT EXISTS { (m)<-[:VERSION_OF]-(other:ModelVersion) WHERE other.proposedAt IS NOT NULL AND other <> source }
  SET source += row.version
  FOREACH (old IN CASE WHEN row.point IS NOT NULL AND active IS NOT NULL AND active <> source THEN [active] ELSE [] END |
    SET old.stage = 'SUPERSEDED')
  FOREACH (one IN CASE WHEN point IS NULL THEN [] ELSE [point] END | SET one.epoch = one.epoch + 1)
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
