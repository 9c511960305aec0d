// Which decisions of recalls get on? Under the lock of each, from the state that was read.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:RecallItem {id: row.itemId})
USING INDEX SEEK source:RecallItem(id)
// include: blocks/lock_source.cypher
CALL (row, used, source) {
  WITH row, used, source
  WHERE used IS NULL AND source.state = row.state
  SET source += row.item
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
