// Take the rows one by one, and lock the people of each, in the order of their ids, before anything is compared.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
CALL (row) {
  UNWIND row.people AS personId
  MATCH (locked:Person {id: personId})
  USING INDEX SEEK locked:Person(id)
  SET locked._lock = row.writeId
  RETURN count(*) AS locks
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
