// Whose course counts from now on, or until another moment? Under the lock of each person.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
CALL (row) {
  MATCH (account:Account {key: row.account})
  USING INDEX SEEK account:Account(key)
  MATCH (account)-[:ACTS_AS]->(locked:Person)
  SET locked._lock = row.writeId
  RETURN count(*) AS locks
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (account:Account {key: row.account})-[:ACTS_AS]->(source:Person)
USING INDEX SEEK account:Account(key)
CALL (row, used, source) {
  WITH row, used, source
  WHERE used IS NULL AND source IS NOT NULL
    AND COLLECT {
      MATCH (source)-[valid:HAS_TRAINING]->(:Training {key: row.training.key})
      WHERE valid.validUntil > row.change.knownAt
      RETURN valid.validUntil
    } = row.runningUntil
  MERGE (course:Training {key: row.training.key})
    ON CREATE SET course:Entity, course = row.training
  WITH row, source, course, row.change.knownAt AS at, row.validUntil AS valid_until
  // include: blocks/course_counts.cypher
  WITH row, source, source AS delegator
  // include: blocks/rights_moved.cypher
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
