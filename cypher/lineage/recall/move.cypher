// Which recalls get on? Under the lock of each, from the state that was read.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:Recall {id: row.recallId})
USING INDEX SEEK source:Recall(id)
// include: blocks/lock_source.cypher
CALL (row, used, source) {
  WITH row, used, source
  WHERE used IS NULL AND source.state = row.state
  SET source += row.recall
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
