// Which verdicts close an appeal? A decision that stays is confirmed; another one revises it, and the old one is no longer in force.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/held_by_sender.cypher
  // include: blocks/exceptions_last.cypher
  AND c.openAppeal = row.appealId
  // include: blocks/justifying_hops.cypher
  WITH row, c, t, packet, policy, person LIMIT 1
  MATCH (source:Appeal {id: row.appealId})-[:ABOUT]->(old:Decision)
  USING INDEX SEEK source:Appeal(id)
  WITH row, c, t, packet, policy, person, source, old LIMIT 1
  SET c += row.case, source.state = row.outcome
  FOREACH (key IN row.checks | SET old.spotCheck = key)
  SET t += row.task
  // include: blocks/review_of_packet.cypher
  FOREACH (one IN row.decisions |
    SET old.state = 'SUPERSEDED', old.effectiveCaseId = null
    CREATE (d:Decision:Entity)
    SET d = one
    // include: blocks/person_decision.cypher
    CREATE (d)-[:WAS_REVISION_OF]->(old)
    CREATE (old)-[:WAS_INVALIDATED_BY]->(source))
  FOREACH (one IN row.changes |
    CREATE (moved:StateChange:Activity)
    SET moved = one
    CREATE (moved)-[:ABOUT]->(t))
  FOREACH (one IN row.closed |
    CREATE (ended:StateChange:Activity)
    SET ended = one
    CREATE (ended)-[:ABOUT]->(source))
  // include: blocks/audit_and_outbox.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
