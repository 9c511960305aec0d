// Which outcomes are new? Each is written once, with its leaf, under the lock of its case.
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
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (seen:Outcome {key: row.outcome.key})
USING INDEX SEEK seen:Outcome(key)
CALL (row, c, used, seen) {
  WITH row, c, used, seen
  WHERE used IS NULL AND seen IS NULL
  MATCH (d:Decision {id: row.decisionId})-[:ABOUT]->(c)
  USING INDEX SEEK d:Decision(id)
  WHERE d.state <> 'INVALIDATED'
  CREATE (o:Outcome:Entity)
  SET o = row.outcome
  CREATE (o)-[:RESULTED_FROM]->(d)
  CREATE (o)-[:ABOUT]->(c)
  CREATE (a:AuditEntry)
  SET a = row.audit
  CREATE (i:IdempotencyKey)
  SET i = row.idempotency
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN used IS NOT NULL THEN 'KEY_USED' ELSE 'MOVED' END AS verdict
ORDER BY position
