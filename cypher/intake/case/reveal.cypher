// Which requests to see masked values are recorded, before anything is shown? Under the lock of the case.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:Case {id: row.caseId})
USING INDEX SEEK source:Case(id)
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
