// Which tasks were made or moved from one state to another, by changes whose ids lie after a moment's?
MATCH (change:StateChange)
USING INDEX SEEK change:StateChange(id)
WHERE change.id > $since
MATCH (change)-[:ABOUT]->(task:ReviewTask)
WITH change, task
ORDER BY change.id
LIMIT $limit
MATCH (task)-[:ABOUT]->(c:Case)
MATCH (task)-[:IN_QUEUE]->(queue:Queue)
RETURN change.id AS id, change.recordedAt AS at, change.fromState AS before, change.toState AS after,
       task.id AS task_id, c.id AS case_id, c.externalId AS external_id, queue.key AS queue
