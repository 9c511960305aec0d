// What did the newest run of these series forecast for the period that begins at a moment?
UNWIND $series AS name
MATCH (run:ForecastRun)
USING INDEX SEEK run:ForecastRun(key)
WHERE run.key STARTS WITH name + '|' + toString($period_start) AND run.series = name AND run.state = 'DONE'
  AND coalesce(run.firstRow, run.periodStart) = $period_start
WITH run
ORDER BY run.issuedAt DESC, run.beforeRow DESC, run.key
LIMIT 1
MATCH (run)-[:USED]->(snapshot:Snapshot)
CALL (run) {
  MATCH (f:Forecast)-[:WAS_GENERATED_BY]->(run)
  WITH f ORDER BY f.sortKey DESC
  LIMIT $first
  OPTIONAL MATCH (f)-[:ABOUT]->(entity:BusinessEntity)
  RETURN collect(f { .*, entityId: entity.id }) AS forecasts
}
RETURN run { .id, .key, .protocol, .origin, .issuedAt, .periodStart, .periodEnd, .firstRow, .lastRow, .beforeRow } AS run, snapshot.id AS snapshot_id,
       forecasts
