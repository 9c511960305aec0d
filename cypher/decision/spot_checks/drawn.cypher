// Which automatic decisions of a decision point were drawn for a spot check, the newest first, and how far is each?
MATCH (d:Decision)-[:ABOUT]->(c:Case)
USING INDEX SEEK d:Decision(spotCheck)
WHERE d.spotCheck STARTS WITH $prefix
RETURN d.id AS decision_id, d.verdict AS verdict, d.spotCheckShare AS probability, d.spotCheck AS key,
       d.decidedAt AS decided_at, c.id AS case_id, c.externalId AS external_id
ORDER BY d.id DESC
