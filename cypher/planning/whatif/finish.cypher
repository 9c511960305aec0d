// Ends a run that has not ended yet, with its result or why there is none, tied to what it was based on.
MATCH (run:SimulationRun {id: $run})
USING INDEX SEEK run:SimulationRun(id)
SET run._lock = $lock
WITH run
WHERE run.endedAt IS NULL
SET run += $ended, run.waiting = null
WITH run
CALL (run) {
  UNWIND $snapshots AS id
  MATCH (snapshot:Snapshot {id: id})
  USING INDEX SEEK snapshot:Snapshot(id)
  MERGE (run)-[:USED]->(snapshot)
  RETURN count(snapshot) AS snapshots
}
CALL (run) {
  UNWIND $policies AS id
  MATCH (policy:PolicyVersion {id: id})
  USING INDEX SEEK policy:PolicyVersion(id)
  MERGE (run)-[:HAD_PLAN]->(policy)
  RETURN count(policy) AS policies
}
RETURN run.id AS id
