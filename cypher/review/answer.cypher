// Which answers come to a question that is still open? The task goes back to who asked, or to the queue.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/set_aside.cypher
  MATCH (q:Question {id: row.questionId})-[:ABOUT]->(t)
  USING INDEX SEEK q:Question(id)
  WHERE q.answer IS NULL
  WITH row, t, q LIMIT 1
  // include: blocks/end_hold.cypher
  WITH DISTINCT row, t, q
  SET q += row.question
  SET t += row.task
  SET t.leaseExpiresAt = datetime.realtime().epochMillis + row.leaseMs
  // include: blocks/changes_of_task.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
