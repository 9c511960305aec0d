// Lock the node that a change is about, and look for the request.
CALL (source, row) {
  WITH source, row
  WHERE source IS NOT NULL
  SET source._lock = row.writeId
  RETURN count(*) AS locked
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
