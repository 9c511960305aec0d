// Which claims win? Each locks case and task first, then checks what the rule relied on.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  WHERE used IS NULL AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch AND c.version = row.caseVersion
    AND (t.state = 'READY' OR (t.state = 'RESERVED' AND t.leaseExpiresAt <= datetime.realtime().epochMillis))
  // include: blocks/rights_last.cypher
  // include: blocks/rules_unchanged.cypher
  // include: blocks/assign_person.cypher
  SET t.leaseExpiresAt = datetime.realtime().epochMillis + row.leaseMs
  CREATE (t)-[:ASSIGNED_TO {knownFrom: row.at}]->(person)
  // include: blocks/changes_of_task.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
