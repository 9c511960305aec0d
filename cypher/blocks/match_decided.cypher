// By what change, of whom and why, does a pair stand as it does?
CALL (m) {
  OPTIONAL MATCH (m)<-[:ABOUT]-(change:StateChange)
  WITH change ORDER BY change.recordedAt DESC, change.id DESC LIMIT 1
  OPTIONAL MATCH (person:Person {id: change.actorId})
  USING INDEX SEEK person:Person(id)
  OPTIONAL MATCH (program:SoftwareAgent {key: change.actorId})
  USING INDEX SEEK program:SoftwareAgent(key)
  OPTIONAL MATCH (secret:ErasureKey {key: change.actorId})
  USING INDEX SEEK secret:ErasureKey(key)
  RETURN change { .recordedAt, .actorKind, note: CASE WHEN secret.destroyedAt IS NULL THEN change.note END,
                  by: coalesce(person.name, program.name, change.actorId) } AS decided
}
