// Is this case in the graph already, and where does it stand?
MATCH (c:Case {key: $key})
USING INDEX SEEK c:Case(key)
OPTIONAL MATCH (d:Decision {effectiveCaseId: c.id})
USING INDEX SEEK d:Decision(effectiveCaseId)
OPTIONAL MATCH (t:ReviewTask)-[:ABOUT]->(c) WHERE t.state IN ['AWAITING_SCORE', 'READY', 'RESERVED', 'SUSPENDED']
OPTIONAL MATCH (g:GateEvaluation)-[:ABOUT]->(c)
WITH c, d, t, g ORDER BY g.recordedAt DESC LIMIT 1
RETURN c.id AS id, c.state AS state, c.payload AS payload, c.submitted AS submitted, g.result AS gate_result, g.rule AS rule,
       g.reasons AS reasons, d.id AS decision_id, t.id AS task_id
