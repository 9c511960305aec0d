// Who asked for a case of a history and what it concerns, as its last step. Brought in from outside: `subject`, `row`.
WITH subject, row
CALL (subject, row) {
  UNWIND row.requesterKeys AS requesterKey
  MATCH (requester:Person {key: requesterKey})
  USING INDEX SEEK requester:Person(key)
  CREATE (subject)-[:REQUESTED_BY]->(requester)
}
CALL (subject, row) {
  UNWIND row.entityKeys AS entityKey
  MATCH (entity:BusinessEntity {key: entityKey})
  USING INDEX SEEK entity:BusinessEntity(key)
  CREATE (subject)-[:CONCERNS]->(entity)
}
RETURN count(subject) AS added
