// How a task stands on the clock, and where it waits.
MATCH (t)-[:IN_QUEUE]->(queue:Queue)
RETURN t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .suspendedBecause, .barredIds,
           .priority, .dueAt, .atRiskAt, .slaState, .slaCheckAt, .rung } AS task,
       c.id AS case_id, point.key AS point, queue.key AS queue
