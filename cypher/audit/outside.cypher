// How many entries wait for a place in the log, and how many have one at or after this size?
CALL () {
  MATCH (a:AuditEntry)
  WHERE a.unsealed > ''
  RETURN count(a) AS waiting
}
CALL () {
  MATCH (a:AuditEntry)
  WHERE a.leafIndex >= $size
  RETURN count(a) AS beyond
}
RETURN waiting, beyond
