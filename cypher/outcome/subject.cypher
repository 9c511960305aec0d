// Which effective decision does an outcome belong to (the one named, or that of its case), and what was reported of it before?
OPTIONAL MATCH (named:Decision {id: $decision_id})
USING INDEX SEEK named:Decision(id)
OPTIONAL MATCH (keyed:Case {key: $case_key})
USING INDEX SEEK keyed:Case(key)
OPTIONAL MATCH (current:Decision {effectiveCaseId: keyed.id})
USING INDEX SEEK current:Decision(effectiveCaseId)
WITH coalesce(named, current) AS d
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
CALL (d) {
  OPTIONAL MATCH (d)<-[:RESULTED_FROM]-(o) WHERE o.kind = $kind
  WITH d, o, o.key = d.id + $key_tail OR o.key STARTS WITH d.id + $key_tail + '|' AS same_id
  RETURN count(o) AS of_kind,
         [one IN collect(CASE WHEN same_id OR o.value <> $value AND o.value IN ['true', 'false'] THEN
            o { .id, .value, .money, .occurredAt, .knownAt, same_id: same_id,
                corrected: EXISTS { ()-[:WAS_REVISION_OF]->(o) } } END) WHERE one.id IS NOT NULL] AS before
}
OPTIONAL MATCH (d)-[:WAS_INVALIDATED_BY]->(undo:StateChange)
OPTIONAL MATCH (who:Person {id: undo.actorId})
USING INDEX SEEK who:Person(id)
RETURN d.id AS decision_id, d.action AS action, d.decidedAt AS decided_at, c.id AS case_id, point.key AS point,
       d.state AS state, undo.knownAt AS undone_at, coalesce(who.name, undo.actorId) AS undone_by,
       of_kind, before
LIMIT 1
