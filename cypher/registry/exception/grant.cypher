// Which exceptions are granted? Under the lock of their point, at the epoch that was read; those that have ended are cleared away.
// include: blocks/lock_point.cypher
OPTIONAL MATCH (policy:PolicyVersion {id: row.policy})
USING INDEX SEEK policy:PolicyVersion(id)
OPTIONAL MATCH (granter:Person {id: row.granted.granterId})
USING INDEX SEEK granter:Person(id)
OPTIONAL MATCH (asker:Person {id: row.granted.askerId})
USING INDEX SEEK asker:Person(id)
OPTIONAL MATCH (entity:BusinessEntity {id: row.granted.subjectId})
USING INDEX SEEK entity:BusinessEntity(id)
OPTIONAL MATCH (category:Category {id: row.granted.subjectId})
USING INDEX SEEK category:Category(id)
OPTIONAL MATCH (case:Case {id: row.granted.subjectId})
USING INDEX SEEK case:Case(id)
CALL (row, point, used, policy, granter, asker, entity, category, case) {
  WITH row, point, used, policy, granter, asker, coalesce(entity, category, case) AS subject
  WHERE used IS NULL AND point.epoch = row.pointEpoch AND policy.stage = 'ACTIVE' AND granter IS NOT NULL
    AND asker IS NOT NULL AND subject IS NOT NULL
  CALL (row, point) {
    MATCH (old:ExceptionGrant {openAt: row.point})
    USING INDEX SEEK old:ExceptionGrant(openAt)
    WHERE old.until <= row.granted.recordedAt
    SET old.openAt = null
    RETURN count(*) AS cleared
  }
  CREATE (source:ExceptionGrant:Entity)
  SET source = row.granted
  CREATE (source)-[:WAIVES]->(policy)
  CREATE (source)-[:ABOUT]->(point)
  CREATE (source)-[:ABOUT]->(subject)
  CREATE (source)-[:WAS_ATTRIBUTED_TO]->(granter)
  CREATE (source)-[:REQUESTED_BY]->(asker)
  SET point.epoch = row.granted.grantedEpoch
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
