// What must be known of an exception before it is granted: its subject, whether the granter gains by it, what is open already?
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
MATCH (me:Person {id: $granter})
USING INDEX SEEK me:Person(id)
OPTIONAL MATCH (asker:Person {key: $asker})
USING INDEX SEEK asker:Person(key)
OPTIONAL MATCH (entity:BusinessEntity {id: CASE $scope WHEN 'ENTITY' THEN $subject END})
USING INDEX SEEK entity:BusinessEntity(id)
OPTIONAL MATCH (category:Category {id: CASE $scope WHEN 'CATEGORY' THEN $subject END})
USING INDEX SEEK category:Category(id)
OPTIONAL MATCH (case:Case {id: CASE $scope WHEN 'CASE' THEN $subject END})-[:AT]->(point)
USING INDEX SEEK case:Case(id)
CALL (me, entity, category, case) {
  MATCH (me)-[acts:ACTED_ON_BEHALF_OF*0..4]->(mine:Person)
  // include: blocks/acting_now.cypher
  WITH DISTINCT mine, entity, category, case
  WHERE mine.id IN case.submitterIds OR EXISTS { (case)-[:REQUESTED_BY]->(mine) }
    OR EXISTS {
      (mine)-[tie:TIED_TO]->(tied)
      WHERE tie.knownTo IS NULL
        AND (coalesce(tied = entity, false) OR EXISTS { (tied)-[:IN_CATEGORY]->(category) }
             OR EXISTS { (case)-[:CONCERNS|REQUESTED_BY]->(tied) })
    }
  RETURN count(*) > 0 AS gains
}
CALL (point) {
  MATCH (open:ExceptionGrant {openAt: point.key})
  USING INDEX SEEK open:ExceptionGrant(openAt)
  WHERE open.until > $now
  RETURN count(open) AS open_ones,
         head([one IN collect(open)
               WHERE one.rule = $rule AND one.scope = $scope AND one.subjectId = $subject | one.id]) AS same
}
RETURN asker.id AS asker_id, coalesce(entity.name, category.name, case.externalId) AS subject_name, gains, open_ones, same,
       point.epoch AS point_epoch
