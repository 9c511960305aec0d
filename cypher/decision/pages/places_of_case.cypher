// Between which sort keys do the cases of an external id lie, their decisions, and between which ids their tasks?
MATCH (c:Case {externalId: $external_id})
USING INDEX SEEK c:Case(externalId)
WITH c LIMIT 1000
OPTIONAL MATCH (d:Decision)-[:ABOUT]->(c)
OPTIONAL MATCH (t:ReviewTask)-[:ABOUT]->(c)
RETURN min(c.sortKey) AS first_case, max(c.sortKey) AS last_case, min(d.sortKey) AS first_decision,
       max(d.sortKey) AS last_decision, min(t.id) AS first_task, max(t.id) AS last_task
