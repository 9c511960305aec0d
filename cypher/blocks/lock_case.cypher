// Take the rows one by one, and lock the case of each before anything is compared.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (c:Case {id: row.caseId})
USING INDEX SEEK c:Case(id)
CALL (c, row) {
  WITH c, row
  WHERE c IS NOT NULL
  SET c._lock = row.writeId
  RETURN count(*) AS locked
}
