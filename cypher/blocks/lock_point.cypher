// Take the rows one by one, and lock the decision point of each before anything is compared.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (point:DecisionPoint {key: row.point})
USING INDEX SEEK point:DecisionPoint(key)
CALL (point, row) {
  WITH point, row
  WHERE point IS NOT NULL
  SET point._lock = row.writeId
  RETURN count(*) AS locked
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
