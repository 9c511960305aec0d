// Which delegations end before their time? Under the lock of both people.
// include: blocks/lock_people.cypher
OPTIONAL MATCH (source:Delegation {id: row.delegationId})
USING INDEX SEEK source:Delegation(id)
CALL (row, used, source) {
  WITH row, used, source
  WHERE used IS NULL AND source.endedAt IS NULL AND source.ends > row.endedAt
  MATCH (source)-[:ABOUT]->(delegator:Person)
  MATCH (source)-[:WAS_ASSOCIATED_WITH]->(delegate:Person)
  MATCH (delegate)-[acts:ACTED_ON_BEHALF_OF]->(delegator)
  WHERE acts.kind = row.kind AND acts.knownFrom = source.begins AND acts.knownTo = source.ends
  WITH row, source, delegator, acts LIMIT 1
  SET acts.knownTo = row.endedAt
  SET source.endedAt = row.endedAt, source.nextAt = row.endedAt
  WITH row, source, delegator
  // include: blocks/rights_moved.cypher
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
