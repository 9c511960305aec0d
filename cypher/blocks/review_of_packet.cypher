// Write what a reviewer did with a task, on which packet, and by which delegation where it was for somebody else.
CREATE (r:Review:Activity)
SET r = row.review
CREATE (r)-[:USED]->(t)
CREATE (r)-[:USED]->(packet)
CREATE (r)-[:WAS_ASSOCIATED_WITH]->(person)
WITH *
CALL (row, r) {
  MATCH (delegation:Delegation {id: row.delegationId})
  USING INDEX SEEK delegation:Delegation(id)
  CREATE (r)-[:USED]->(delegation)
  RETURN count(*) AS delegated
}
