// Which approvals and rejections hold? The decision is written along the edges that justify it; a missing hop writes nothing.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/held_by_sender.cypher
  // include: blocks/exceptions_last.cypher
  // include: blocks/justifying_hops.cypher
  SET c += row.case
  SET t += row.task
  // include: blocks/review_of_packet.cypher
  CREATE (d:Decision:Entity)
  SET d = row.decision
  // include: blocks/person_decision.cypher
  // include: blocks/changes_of_task.cypher
  CREATE (a:AuditEntry)
  SET a = row.audit
  CREATE (o:OutboxEvent)
  SET o = row.outbox
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
