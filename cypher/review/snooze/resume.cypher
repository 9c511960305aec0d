// Which tasks that were put off come back? Each to its holder under a fresh lease, or to its queue.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/set_aside.cypher
  // include: blocks/end_hold.cypher
  WITH DISTINCT row, t
  SET t += row.task
  SET t.leaseExpiresAt = datetime.realtime().epochMillis + row.leaseMs
  // include: blocks/changes_of_task.cypher
  // include: blocks/store_any_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
