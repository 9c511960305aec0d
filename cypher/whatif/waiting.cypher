// Is there a run that has not ended?
MATCH (run:SimulationRun)
WHERE run.waiting > ''
RETURN run.id AS id
LIMIT 1
