// How many open tasks has each queue, how many are late or soon will be, and how many does a person hold?
MATCH (queue:Queue)
USING INDEX SEEK queue:Queue(key)
WHERE queue.key > ''
WITH queue, coalesce($soon[queue.key], $otherwise) AS soon
CALL (queue) {
  MATCH (t:ReviewTask)
  USING INDEX SEEK t:ReviewTask(sortKey)
  WHERE t.sortKey > queue.key + '|' AND t.sortKey < queue.key + '}'
  RETURN count(t) AS open
}
CALL (queue, soon) {
  UNWIND range(0, 9) AS rank
  WITH queue.key + '|' + toString(rank) + '|' AS place, right('000000000000000' + toString($now + 1), 15) AS late,
       right('000000000000000' + toString(soon + 1), 15) AS near
  CALL (place, late) {
    MATCH (t:ReviewTask)
    USING INDEX SEEK t:ReviewTask(sortKey)
    WHERE t.sortKey > place AND t.sortKey < place + late
    RETURN count(t) AS breached
  }
  CALL (place, late, near) {
    MATCH (t:ReviewTask)
    USING INDEX SEEK t:ReviewTask(sortKey)
    WHERE t.sortKey >= place + late AND t.sortKey < place + near
    RETURN count(t) AS risky
  }
  RETURN sum(breached) AS breached, sum(risky) AS at_risk
}
CALL (queue) {
  MATCH (t:ReviewTask {holderId: $person_id})-[:IN_QUEUE]->(queue)
  USING INDEX SEEK t:ReviewTask(holderId)
  WHERE t.sortKey IS NOT NULL AND (t.state <> 'RESERVED' OR t.leaseExpiresAt > $now)
  RETURN count(t) AS mine
}
RETURN queue.key AS key, queue.name AS name, open, at_risk, breached, mine
ORDER BY name
