// Which corrections come to a case that nobody moved meanwhile? Its data gets a revision; an open task waits for it.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (c:Case {id: row.caseId})
USING INDEX SEEK c:Case(id)
CALL (c, row) {
  WITH c, row
  WHERE c IS NOT NULL
  SET c._lock = row.writeId
  RETURN count(*) AS locked
}
OPTIONAL MATCH (t:ReviewTask {id: row.taskId})
USING INDEX SEEK t:ReviewTask(id)
CALL (t, row) {
  WITH t, row
  WHERE t IS NOT NULL
  SET t._lock = row.writeId
  RETURN count(*) AS taskLocked
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  WHERE used IS NULL AND c.version = row.caseVersion
    AND (row.taskId IS NULL OR (t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch))
  // The limits keep the server from finding the case again by a scan of their edges (record 31).
  WITH row, c, t LIMIT 1
  MATCH (c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
  WITH row, c, t LIMIT 1
  MATCH (old:InputSnapshot {id: row.snapshotId})-[:ABOUT]->(c)
  USING INDEX SEEK old:InputSnapshot(id)
  MATCH (data:DatasetVersion {key: row.dataset})
  USING INDEX SEEK data:DatasetVersion(key)
  SET c += row.case
  CREATE (s:InputSnapshot:Entity)
  SET s = row.snapshot
  CREATE (s)-[:ABOUT]->(c)
  CREATE (s)-[:WAS_REVISION_OF]->(old)
  CREATE (s)-[:TAKEN_FROM {row: row.sourceRow}]->(data)
  CREATE (q:QualityCheck:Entity)
  SET q = row.quality
  CREATE (q)-[:ABOUT]->(s)
  FOREACH (one IN row.tasks | SET t += one)
  FOREACH (one IN row.changes |
    CREATE (h:StateChange:Activity)
    SET h = one
    CREATE (h)-[:ABOUT]->(c))
  CREATE (i:IdempotencyKey)
  SET i = row.idempotency
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN used IS NOT NULL THEN 'KEY_USED' ELSE 'MOVED' END AS verdict
ORDER BY position
