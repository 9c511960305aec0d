// Is there a run that has not ended?
MATCH (run:SimulationRun)
USING INDEX SEEK run:SimulationRun(waiting)
WHERE run.waiting > ''
RETURN run.id AS id
LIMIT 1
