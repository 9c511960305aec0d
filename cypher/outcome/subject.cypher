// Which effective decision does an outcome belong to: the one named, or that of the case with this key?
OPTIONAL MATCH (named:Decision {id: $decision_id})
OPTIONAL MATCH (keyed:Case {key: $case_key})
OPTIONAL MATCH (current:Decision {effectiveCaseId: keyed.id})
WITH coalesce(named, current) AS d
MATCH (d)-[:ABOUT]->(c:Case)
OPTIONAL MATCH (seen:Outcome {key: d.id + $key_tail})
RETURN d.id AS decision_id, d.action AS action, d.decidedAt AS decided_at, c.id AS case_id,
       seen { .id, .value, .money, .occurredAt, .knownAt } AS seen
