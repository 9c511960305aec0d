// Which targets of figures are set? Under the lock of the figure, against its version.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:Kpi {id: row.kpiId})
USING INDEX SEEK source:Kpi(id)
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL AND source.version = row.version
  SET source += row.kpi
  WITH row, source
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
