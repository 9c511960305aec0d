// Which exceptions end before their time? Under the lock of their point, whose next epoch no longer has them.
// include: blocks/lock_point.cypher
OPTIONAL MATCH (source:ExceptionGrant {id: row.exceptionId})
USING INDEX SEEK source:ExceptionGrant(id)
CALL (row, point, used, source) {
  WITH row, point, used, source
  WHERE used IS NULL AND point IS NOT NULL AND source.revokedAt IS NULL
  SET point.epoch = point.epoch + 1
  SET source.openAt = null, source.revokedAt = row.revokedAt, source.revokedEpoch = point.epoch
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
