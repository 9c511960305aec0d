// Which policy versions are proposed, approved, declined or put in use? Under the lock of their policy, against what was read.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (policy:Policy {key: row.policy})
USING INDEX SEEK policy:Policy(key)
CALL (policy, row) {
  WITH policy, row
  WHERE policy IS NOT NULL
  SET policy._lock = row.writeId
  RETURN count(*) AS locked
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (known:PolicyVersion {key: row.versionKey})
USING INDEX SEEK known:PolicyVersion(key)
OPTIONAL MATCH (active:PolicyVersion {id: row.active})
USING INDEX SEEK active:PolicyVersion(id)
CALL (row, policy, used, known, active) {
  WITH row, policy, used, known, active
  WHERE used IS NULL AND policy IS NOT NULL
    AND coalesce(known.stage, '') = row.stage AND coalesce(known.changedAt, 0) = row.changedAt
    AND ((row.active IS NULL AND NOT EXISTS { (policy)<-[:VERSION_OF]-(:PolicyVersion {stage: 'ACTIVE'}) }) OR active.stage = 'ACTIVE')
    AND (NOT row.alone OR NOT EXISTS {
      (policy)<-[:VERSION_OF]-(other:PolicyVersion) WHERE other.stage IN ['PROPOSED', 'APPROVED'] AND other.key <> row.versionKey
    })
  MERGE (source:PolicyVersion {key: row.versionKey})
    ON CREATE SET source = row.created, source:Entity
  MERGE (source)-[:VERSION_OF]->(policy)
  SET source += row.version
  FOREACH (old IN CASE WHEN row.activates AND active <> source THEN [active] ELSE [] END |
    SET old.stage = 'SUPERSEDED', old.changedAt = row.version.changedAt)
  FOREACH (old IN CASE WHEN row.revises AND active <> source THEN [active] ELSE [] END |
    MERGE (source)-[:WAS_REVISION_OF]->(old))
  FOREACH (point IN CASE WHEN row.activates THEN [(p:DecisionPoint)-[:GOVERNED_BY]->(policy) | p] ELSE [] END |
    SET point.epoch = point.epoch + 1)
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
