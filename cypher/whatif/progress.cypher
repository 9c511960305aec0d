// How far is a run, and has somebody asked to end it? No row where it has ended, or another worker has the job.
MATCH (:JobLease {key: $job, holder: $holder, epoch: $epoch})
MATCH (run:SimulationRun {id: $run})
WHERE run.waiting > ''
SET run.progress = $progress
RETURN coalesce(run.cancelRequested, false) AS cancelled
