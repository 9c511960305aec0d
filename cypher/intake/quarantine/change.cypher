// Which refused rows are mended, left out, taken back or read? Under the lock of the row, against its version.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:QuarantinedRow {id: row.rowId})
USING INDEX SEEK source:QuarantinedRow(id)
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL AND source.version = row.version
  SET source += row.refused
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
