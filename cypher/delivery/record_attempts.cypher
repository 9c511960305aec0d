// Writes what became of attempts, and where the events of these stand.
UNWIND $rows AS row
MATCH (y:Delivery {key: row.key})
USING INDEX SEEK y:Delivery(key)
SET y._lock = row.key
WITH row, y
WHERE y.state = 'WAITING' AND y.attempts = row.attempts
SET y += row.delivery
WITH collect(DISTINCT y.eventId) AS events, count(y) AS recorded
CALL (events) {
  // include: blocks/event_state.cypher
  RETURN count(e) AS moved
}
RETURN recorded
