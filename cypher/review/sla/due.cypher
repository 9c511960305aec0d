// Which open tasks must be looked at now, because they come to be at risk or late, or are late and free to climb?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(slaCheckAt)
WHERE t.slaCheckAt <= $now
  AND (t.slaState <> 'BREACHED' OR t.state = 'READY' OR (t.state = 'RESERVED' AND t.leaseExpiresAt <= $now))
WITH t ORDER BY t.slaCheckAt LIMIT $limit
MATCH (t)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
// include: blocks/clock_facts.cypher
