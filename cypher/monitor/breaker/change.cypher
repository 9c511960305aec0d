// Which breakers are opened, stopped or reset? Under the lock of their point, at the epoch that was read; its next epoch has the new state.
// include: blocks/lock_point.cypher
OPTIONAL MATCH (b:BreakerState {key: row.point})
USING INDEX SEEK b:BreakerState(key)
CALL (row, point, used, b) {
  WITH row, point AS source, used, b
  WHERE used IS NULL AND b IS NOT NULL AND source.epoch = row.pointEpoch
  SET source.epoch = row.change.pointEpoch
  SET b += row.breaker
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
