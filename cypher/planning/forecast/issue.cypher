// Stores a run whole with its forecasts, once: what was made already stays as it was.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
MATCH (snapshot:Snapshot {id: $snapshot})
USING INDEX SEEK snapshot:Snapshot(id)
MERGE (run:ForecastRun {key: $run.key})
  ON CREATE SET run:Activity, run.id = $run.id
SET run._lock = $run.id
WITH point, snapshot, run
WHERE coalesce(run.state, 'QUEUED') = 'QUEUED'
SET run += $made
MERGE (run)-[:ABOUT]->(point)
MERGE (run)-[:USED]->(snapshot)
WITH snapshot, run
CALL (snapshot, run) {
  UNWIND $forecasts AS row
  CREATE (f:Forecast:Entity)
  SET f = row.forecast
  CREATE (f)-[:WAS_GENERATED_BY]->(run)
  CREATE (f)-[:WAS_DERIVED_FROM]->(snapshot)
  WITH f, row
  OPTIONAL MATCH (entity:BusinessEntity {key: row.entity})
  USING INDEX SEEK entity:BusinessEntity(key)
  FOREACH (one IN CASE WHEN entity IS NULL THEN [] ELSE [entity] END | CREATE (f)-[:ABOUT]->(one))
  RETURN count(f) AS forecasts
}
RETURN run.id AS id, forecasts
