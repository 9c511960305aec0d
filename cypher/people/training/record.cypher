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
  OPTIONAL MATCH (source)-[valid:HAS_TRAINING]->(:Training {key: row.training.key})
  WHERE valid.validUntil > row.change.knownAt
  WITH row, used, source, collect(valid) AS running
  WHERE used IS NULL AND source IS NOT NULL AND [one IN running | one.validUntil] = row.runningUntil
  MERGE (course:Training {key: row.training.key})
    ON CREATE SET course:Entity, course = row.training
  // A course that still counts is prolonged, so that reviews made under it stay covered; one that has ended stays too.
  FOREACH (one IN running | SET one.validUntil = row.validUntil)
  FOREACH (missing IN CASE WHEN size(running) = 0 THEN [1] ELSE [] END |
    CREATE (source)-[:HAS_TRAINING {knownFrom: row.change.knownAt, validUntil: row.validUntil}]->(course))
  WITH row, source, source AS delegator
  // include: blocks/rights_moved.cypher
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
