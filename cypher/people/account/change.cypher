// Which accounts get other roles, are closed or opened again? Under the lock of each, and of the person it acts as.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
CALL (row) {
  MATCH (locked:Account {key: row.account})
  USING INDEX SEEK locked:Account(key)
  SET locked._lock = row.writeId
  WITH row, locked
  MATCH (locked)-[:ACTS_AS]->(person:Person)
  SET person._lock = row.writeId
  RETURN count(*) AS locks
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (account:Account {key: row.account})-[:ACTS_AS]->(source)
USING INDEX SEEK account:Account(key)
CALL (row, used, account, source) {
  WITH row, used, account, source
  WHERE used IS NULL AND account.roles = row.rolesBefore AND coalesce(account.disabled, false) = row.disabledBefore
  SET account.roles = row.roles, account.disabled = row.disabled
  FOREACH (yes IN row.reviews | SET source:Reviewer, source.reviewEndedAt = null)
  FOREACH (at IN row.reviewEnded | SET source.reviewEndedAt = at)
  WITH row, source, source AS delegator
  // include: blocks/rights_moved.cypher
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
