// Which answers come to a question that is still open? The task goes back to who asked, or to the queue.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  WHERE used IS NULL AND t.state = 'SUSPENDED' AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
    AND c.version = row.caseVersion
  // include: blocks/rights_last.cypher
  // include: blocks/rules_unchanged.cypher
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
  // include: blocks/changes_of_task.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
