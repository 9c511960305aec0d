// Scores a run once: what happened, by how much each forecast was wrong, and how well the top ten were found.
MATCH (run:ForecastRun {key: $run_key})
USING INDEX SEEK run:ForecastRun(key)
SET run._lock = $run_key
WITH run
WHERE run.scoredAt IS NULL
SET run.scoredAt = $scored_at, run.precisionAt10 = $precision, run.ewmaPrecisionAt10 = $ewma_precision
REMOVE run.unscoredUntil
WITH run
CALL (run) {
  UNWIND $forecasts AS row
  MATCH (f:Forecast {key: row.key})
  USING INDEX SEEK f:Forecast(key)
  SET f.actual = row.actual, f.error = row.error, f.inside = row.inside, f.worstKey = row.worstKey,
      f.scoredAt = $scored_at
  RETURN count(f) AS scored
}
RETURN scored
