// Which tasks were put off until a moment that has come, and who holds each? The first due first.
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(suspendedUntil)
WHERE t.suspendedUntil <= $now AND t.state = 'SUSPENDED'
RETURN t.id AS task_id, t.holderId AS holder_id
ORDER BY t.suspendedUntil
LIMIT $limit
