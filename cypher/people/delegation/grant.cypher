// Which delegations are made? Under the lock of both people, with the rights that were read.
// include: blocks/lock_people.cypher
OPTIONAL MATCH (delegator:Person {id: row.granted.delegatorId})
USING INDEX SEEK delegator:Person(id)
OPTIONAL MATCH (delegate:Person {id: row.granted.delegateId})
USING INDEX SEEK delegate:Person(id)
CALL (row, used, delegator, delegate) {
  WITH row, used, delegator, delegate
  WHERE used IS NULL AND delegator.rightsEpoch = row.delegatorEpoch AND delegate.rightsEpoch = row.delegateEpoch
  CREATE (source:Delegation:Activity)
  SET source = row.granted
  CREATE (source)-[:ABOUT]->(delegator)
  CREATE (source)-[:WAS_ASSOCIATED_WITH]->(delegate)
  CREATE (delegate)-[:ACTED_ON_BEHALF_OF {kind: row.kind, knownFrom: row.granted.begins, knownTo: row.granted.ends}]->(delegator)
  WITH row, source, delegator
  // include: blocks/rights_moved.cypher
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
