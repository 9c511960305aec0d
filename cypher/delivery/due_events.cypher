// Which events may leave now, and which case is each about?
MATCH (e:OutboxEvent)
USING INDEX SEEK e:OutboxEvent(pendingUntil)
WHERE e.pendingUntil <= $now
WITH e
ORDER BY e.pendingUntil
LIMIT $limit
OPTIONAL MATCH (d:Decision {id: e.decisionId})
USING INDEX SEEK d:Decision(id)
RETURN e.id AS id, e.kind AS kind, head([(d)-[:ABOUT]->(c:Case) | c.id]) AS case
