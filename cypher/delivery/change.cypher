// Which addresses are paused, resumed, removed, or get again what was given up? Under their lock, against their version.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:WebhookEndpoint {id: row.endpointId})
USING INDEX SEEK source:WebhookEndpoint(id)
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL AND source.version = row.version
  SET source += row.endpoint
  WITH row, source
  CALL (row, source) {
    MATCH (y:Delivery)
    USING INDEX SEEK y:Delivery(sortKey)
    WHERE y.sortKey STARTS WITH source.id + '|WAITING|' OR (row.again AND y.sortKey STARTS WITH source.id + '|DEAD|')
    SET y.nextAttemptAt = row.waitsAt, y.failures = CASE WHEN y.state = 'DEAD' THEN 0 ELSE y.failures END,
        y.sortKey = replace(y.sortKey, '|' + y.state + '|', '|' + row.after + '|'), y.state = row.after
    RETURN collect(DISTINCT y.eventId) AS events
  }
  CALL (events) {
    // include: blocks/event_state.cypher
    RETURN count(e) AS moved
  }
  WITH row, source
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
