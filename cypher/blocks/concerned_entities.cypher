// What a case of a history concerns, as its last step. Brought in from outside: `subject`, `row`.
WITH subject, row
CALL (subject, row) {
  UNWIND row.entityKeys AS entityKey
  MATCH (entity:BusinessEntity {key: entityKey})
  USING INDEX SEEK entity:BusinessEntity(key)
  CREATE (subject)-[:CONCERNS]->(entity)
}
RETURN count(subject) AS added
