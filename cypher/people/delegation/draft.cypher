// Who are the two people of a delegation, and who within reach of them acts for whom, now or later?
CALL () {
  MATCH (one:Account {key: $delegator})-[:ACTS_AS]->(delegator:Person)
  USING INDEX SEEK one:Account(key)
  WHERE NOT coalesce(one.disabled, false) AND $role IN one.roles
  RETURN collect(delegator) AS delegators
}
CALL () {
  MATCH (other:Account {key: $delegate})-[:ACTS_AS]->(delegate:Person)
  USING INDEX SEEK other:Account(key)
  WHERE NOT coalesce(other.disabled, false) AND $role IN other.roles
  RETURN collect(delegate) AS delegates
}
CALL (delegators, delegates) {
  UNWIND delegators + delegates AS person
  MATCH (person)-[acts:ACTED_ON_BEHALF_OF*1..5]-(:Person)
  // include: blocks/not_ended.cypher
  UNWIND acts AS act
  WITH DISTINCT act
  RETURN collect(act { .kind, .knownFrom, .knownTo, actor: { id: startNode(act).id, name: startNode(act).name }, principal: { id: endNode(act).id, name: endNode(act).name } }) AS links
}
RETURN head([one IN delegators | one { .id, .rightsEpoch }]) AS delegator,
       head([one IN delegates | one { .id, .rightsEpoch }]) AS delegate, links
