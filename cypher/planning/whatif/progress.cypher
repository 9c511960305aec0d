// How far is a run, and has somebody asked to end it? No row where it has ended, or another worker has the job.
MATCH (lease:JobLease {key: $job, holder: $holder, epoch: $epoch})
USING INDEX SEEK lease:JobLease(key)
MATCH (run:SimulationRun {id: $run})
USING INDEX SEEK run:SimulationRun(id)
WHERE run.waiting > ''
SET run.progress = $progress
RETURN coalesce(run.cancelRequested, false) AS cancelled
