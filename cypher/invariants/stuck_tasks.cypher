// Invariant 9: which free tasks should have been looked at by the clock before a moment, and were not?
MATCH (t:ReviewTask)
USING INDEX t:ReviewTask(slaCheckAt)
WHERE t.slaCheckAt < $before AND t.state = 'READY'
MATCH (t)-[:ABOUT]->(c:Case)
RETURN t.id AS id, 'ReviewTask' AS kind, 'case ' + c.externalId AS name,
       [CASE t.slaState WHEN 'BREACHED' THEN 'late, and not sent to its next rung'
          ELSE 'nobody looked whether it is late' END] AS because
LIMIT $most
