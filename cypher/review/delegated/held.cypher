// Which open tasks do these people hold, or does somebody hold for them, and who acts for each now or later?
UNWIND $people AS id
MATCH (person:Person {id: id})
USING INDEX SEEK person:Person(id)
CALL (person) {
  MATCH (t:ReviewTask {holderId: person.id})
  USING INDEX SEEK t:ReviewTask(holderId)
  WHERE t.state IN $held AND t.forId IS NULL
  RETURN t
  UNION
  MATCH (t:ReviewTask {forId: person.id})
  USING INDEX SEEK t:ReviewTask(forId)
  WHERE t.state IN $held
  RETURN t
}
WITH person, t ORDER BY t.id
WITH person, collect(t { .id, .holderId, .delegationId }) AS tasks
WHERE size(tasks) > 0
CALL (person) {
  MATCH (person)<-[acts:ACTED_ON_BEHALF_OF*1..4 {kind: $kind}]-(:Person)
  // include: blocks/not_ended.cypher
  UNWIND acts AS act
  WITH DISTINCT act
  RETURN collect(act { .kind, .knownFrom, .knownTo, actor: { id: startNode(act).id, name: startNode(act).name }, principal: { id: endNode(act).id, name: endNode(act).name } }) AS links
}
RETURN person.id AS person_id, tasks, links,
       COLLECT {
         MATCH (d:Delegation)-[:ABOUT]->(person)
         WHERE d.begins <= $now AND d.ends > $now AND d.endedAt IS NULL
         RETURN d.id
       } AS delegations
