// Which answers come to a question that is still open? The task goes back to who asked, or to the queue.
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
  WHERE used IS NULL AND t.state = 'SUSPENDED' AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
    AND c.version = row.caseVersion
  // The limits keep the server from finding task and case again by a scan of their edges (record 31).
  WITH row, c, t LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
  WITH row, c, t LIMIT 1
  MATCH (q:Question {id: row.questionId})-[:ABOUT]->(t)
  USING INDEX SEEK q:Question(id)
  WHERE q.answer IS NULL
  WITH row, t, q LIMIT 1
  MATCH (holder:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
  USING INDEX SEEK holder:Person(id)
  OPTIONAL MATCH (t)-[held:ASSIGNED_TO]->(holder) WHERE held.knownTo IS NULL AND row.leaseMs IS NULL
  SET held.knownTo = row.at
  WITH DISTINCT row, t, q
  SET q += row.question
  SET t += row.task
  SET t.leaseExpiresAt = datetime.realtime().epochMillis + row.leaseMs
  FOREACH (one IN row.changes |
    CREATE (h:StateChange:Activity)
    SET h = one
    CREATE (h)-[:ABOUT]->(t))
  CREATE (i:IdempotencyKey)
  SET i = row.idempotency
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN used IS NOT NULL THEN 'KEY_USED' ELSE 'MOVED' END AS verdict
ORDER BY position
