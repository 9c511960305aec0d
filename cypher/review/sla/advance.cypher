// Which open tasks get their new SLA state, and which climb to their next rung? A live claim is never taken away.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, t, used) {
  WITH row, t, used
  WHERE used IS NULL AND t.sortKey IS NOT NULL AND t.slaState = row.slaState AND t.rung = row.rung
    AND EXISTS { (:Queue {key: row.queue}) }
    AND (NOT row.climbs OR t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
      AND (t.state = 'READY' OR (t.state = 'RESERVED' AND t.leaseExpiresAt <= datetime.realtime().epochMillis)))
  SET t += row.task
  // include: blocks/changes_of_task.cypher
  WITH row, t
  CALL (row, t) {
    UNWIND row.escalations AS one
    MATCH (queue:Queue {key: row.queue})
    USING INDEX SEEK queue:Queue(key)
    CREATE (e:Escalation:Activity)
    SET e = one.node
    CREATE (t)-[:ESCALATED_BY]->(e)
    WITH one, t, e, queue
    CALL (one, e) {
      MATCH (person:Person {id: one.personId})
      USING INDEX SEEK person:Person(id)
      CREATE (e)-[:WAS_ASSOCIATED_WITH]->(person)
    }
    OPTIONAL MATCH (t)-[held:ASSIGNED_TO]->(:Person) WHERE held.knownTo IS NULL
    SET held.knownTo = one.node.knownAt
    WITH DISTINCT t, queue
    MATCH (t)-[waits:IN_QUEUE]->(:Queue)
    DELETE waits
    CREATE (t)-[:IN_QUEUE]->(queue)
  }
  // include: blocks/store_any_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
