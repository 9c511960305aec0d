// Links entities to who answers for them, who is tied to them and what they rest on, as a log names these, each once.
// An owner whom somebody has set stays; a tie that was ended stays ended.
UNWIND $rows AS row
MATCH (entity:BusinessEntity {key: row.key})
USING INDEX SEEK entity:BusinessEntity(key)
CALL (entity, row) {
  UNWIND row.ownerKeys AS key
  MATCH (owner:Person {key: key})
  USING INDEX SEEK owner:Person(key)
  WHERE NOT EXISTS { (entity)-[:OWNED_BY]->() }
  CREATE (entity)-[:OWNED_BY {knownFrom: $recorded_at}]->(owner)
  RETURN count(owner) AS owned
}
CALL (entity, row) {
  UNWIND row.ties AS tie
  MATCH (person:Person {key: tie.personKey})
  USING INDEX SEEK person:Person(key)
  WHERE NOT EXISTS { (person)-[:TIED_TO]->(entity) }
  CREATE (person)-[:TIED_TO {knownFrom: $recorded_at, kind: tie.kind}]->(entity)
  SET person.rightsEpoch = person.rightsEpoch + 1
  RETURN count(person) AS tied
}
CALL (entity, row) {
  UNWIND row.dependsOn AS key
  MATCH (other:BusinessEntity {key: key})
  USING INDEX SEEK other:BusinessEntity(key)
  WHERE NOT EXISTS { (entity)-[:DEPENDS_ON]->(other) }
  CREATE (entity)-[:DEPENDS_ON {knownFrom: $recorded_at}]->(other)
  RETURN count(other) AS based
}
RETURN count(entity) AS added
