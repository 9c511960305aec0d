// Which decisions were made here, by ids that lie after a moment's?
MATCH (d:Decision)
USING INDEX SEEK d:Decision(id)
WHERE d.id > $since AND d.origin = 'LIVE'
WITH d
ORDER BY d.id
LIMIT $limit
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
RETURN d.id AS id, d.decidedAt AS at, d.action AS action, d.kind AS kind, c.id AS case_id, c.externalId AS external_id,
       point.key AS point
