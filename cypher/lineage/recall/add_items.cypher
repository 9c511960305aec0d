// Which decisions are added to a recall? One that is in it already stays as it is.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (r:Recall {id: row.recallId})
USING INDEX SEEK r:Recall(id)
OPTIONAL MATCH (d:Decision {id: row.decisionId})
USING INDEX SEEK d:Decision(id)
CALL (row, r, d) {
  WITH row, r, d WHERE r IS NOT NULL AND d IS NOT NULL
  MERGE (i:RecallItem:Activity {key: row.item.key})
  ON CREATE SET i = row.item
  MERGE (i)-[:ABOUT]->(d)
  MERGE (i)-[:WAS_INFORMED_BY]->(r)
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' ELSE 'MOVED' END AS verdict
ORDER BY position
