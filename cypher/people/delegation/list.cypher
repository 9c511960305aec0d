// Which delegations were made: one by its id, those of a person on either side, or all; how many decisions rest on each? The newest first.
MATCH (d:Delegation)
USING INDEX SEEK d:Delegation(id)
WHERE d.id > '' AND ($delegation IS NULL OR d.id = $delegation)
  AND ($person IS NULL OR $person IN [d.delegatorId, d.delegateId])
  AND ($since IS NULL OR (d.ends > $since AND d.endedAt IS NULL))
WITH d ORDER BY d.id DESC LIMIT $limit
MATCH (d)-[:ABOUT]->(delegator:Person)
MATCH (d)-[:WAS_ASSOCIATED_WITH]->(delegate:Person)
CALL (d) {
  OPTIONAL MATCH (d)<-[:ABOUT]-(change:StateChange {command: 'DELEGATE'})
  OPTIONAL MATCH (by:Person {id: change.actorId})
  USING INDEX SEEK by:Person(id)
  RETURN by.name AS made_by LIMIT 1
}
RETURN d { .id, .delegatorId, .delegateId, .begins, .ends, .endedAt, .reason, .recordedAt } AS delegation,
       delegator.name AS delegator, delegate.name AS delegate, made_by,
       COUNT { (d)<-[:USED]-(:Review) } AS reviews
ORDER BY d.id DESC
