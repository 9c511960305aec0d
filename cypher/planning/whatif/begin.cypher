// Which run waits longest? It is begun by whoever holds the job; one that a worker left behind is begun again.
MATCH (lease:JobLease {key: $job, holder: $holder, epoch: $epoch})
USING INDEX SEEK lease:JobLease(key)
MATCH (next:SimulationRun)
USING INDEX SEEK next:SimulationRun(waiting)
WHERE next.waiting > ''
WITH next ORDER BY next.waiting LIMIT 1
SET next.state = 'RUNNING', next.progress = 0.0, next.startedAt = $at
WITH next
MATCH (next)-[:USED]->(scenario:Scenario)
RETURN next.id AS id, scenario.content AS content, coalesce(next.cancelRequested, false) AS cancelled
