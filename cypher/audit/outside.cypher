// How many entries wait for a place in the log, and how many have one at or after this size?
CALL () {
  MATCH (a:AuditEntry)
  USING INDEX SEEK a:AuditEntry(unsealed)
  WHERE a.unsealed > ''
  RETURN count(a) AS waiting
}
CALL () {
  MATCH (a:AuditEntry)
  USING INDEX SEEK a:AuditEntry(leafIndex)
  WHERE a.leafIndex >= $size
  RETURN count(a) AS beyond
}
RETURN waiting, beyond
