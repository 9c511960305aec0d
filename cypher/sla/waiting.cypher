// How does one task stand on the clock, and where does it wait?
MATCH (t:ReviewTask {id: $task_id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK t:ReviewTask(id)
MATCH (t)-[:IN_QUEUE]->(queue:Queue)
RETURN t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .suspendedBecause, .barredIds,
           .priority, .dueAt, .atRiskAt, .slaState, .slaCheckAt, .rung } AS task,
       c.id AS case_id, point.key AS point, queue.key AS queue
