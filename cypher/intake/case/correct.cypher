// Which corrections come to a case that nobody moved meanwhile? Its data gets a revision; an open task waits for it.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
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
  // include: blocks/changes_of_case.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
