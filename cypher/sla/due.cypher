// Which open tasks must be looked at now, because they come to be at risk or late, or are late and free to climb?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(slaCheckAt)
WHERE t.slaCheckAt <= $now
  AND (t.slaState <> 'BREACHED' OR t.state = 'READY' OR (t.state = 'RESERVED' AND t.leaseExpiresAt <= $now))
WITH t ORDER BY t.slaCheckAt LIMIT $limit
MATCH (t)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
MATCH (t)-[:IN_QUEUE]->(queue:Queue)
RETURN t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .suspendedBecause, .barredIds,
           .priority, .dueAt, .atRiskAt, .slaState, .slaCheckAt, .rung } AS task,
       c.id AS case_id, point.key AS point, queue.key AS queue
