// Which effective decision does an outcome belong to: the one named, or that of the case with this key?
OPTIONAL MATCH (named:Decision {id: $decision_id})
USING INDEX SEEK named:Decision(id)
OPTIONAL MATCH (keyed:Case {key: $case_key})
USING INDEX SEEK keyed:Case(key)
OPTIONAL MATCH (current:Decision {effectiveCaseId: keyed.id})
USING INDEX SEEK current:Decision(effectiveCaseId)
WITH coalesce(named, current) AS d
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
OPTIONAL MATCH (seen:Outcome {key: d.id + $key_tail})
USING INDEX SEEK seen:Outcome(key)
OPTIONAL MATCH (d)-[:WAS_INVALIDATED_BY]->(undo:StateChange)
OPTIONAL MATCH (who:Person {id: undo.actorId})
USING INDEX SEEK who:Person(id)
RETURN d.id AS decision_id, d.action AS action, d.decidedAt AS decided_at, c.id AS case_id, point.key AS point,
       d.state AS state, undo.knownAt AS undone_at, coalesce(who.name, undo.actorId) AS undone_by,
       seen { .id, .value, .money, .occurredAt, .knownAt } AS seen
LIMIT 1
