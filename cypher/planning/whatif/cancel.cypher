// Asks a run to end; one that nobody has begun ends at once.
MATCH (run:SimulationRun {id: $run})
USING INDEX SEEK run:SimulationRun(id)
SET run._lock = $lock
WITH run, run.endedAt IS NULL AS going, run.state = 'QUEUED' AS queued
SET run.cancelRequested = CASE WHEN going THEN true ELSE run.cancelRequested END,
    run.endedAt = CASE WHEN going AND queued THEN $at ELSE run.endedAt END,
    run.waiting = CASE WHEN queued THEN null ELSE run.waiting END,
    run.state = CASE WHEN going AND queued THEN 'CANCELLED' ELSE run.state END
RETURN run.id AS id, going
