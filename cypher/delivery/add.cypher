// Which addresses are added? Events that are due from now on are delivered to them too.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, used) {
  WITH row, used
  WHERE used IS NULL
  CREATE (source:WebhookEndpoint:Entity)
  SET source = row.endpoint
  WITH row, source
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
