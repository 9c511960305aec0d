// How good were the newest scored runs of these series, so many of each, together?
UNWIND $series AS name
CALL (name) {
  MATCH (scored:ForecastRun {series: name})
  USING INDEX SEEK scored:ForecastRun(series)
  WHERE scored.scoredAt IS NOT NULL
  RETURN scored AS run
  ORDER BY coalesce(run.firstRow, run.periodStart) DESC, run.key DESC
  LIMIT $newest
}
CALL (run) {
  MATCH (f:Forecast)-[:WAS_GENERATED_BY]->(run)
  RETURN count(f) AS forecasts, sum(CASE WHEN f.expected >= $measured_from THEN 1 ELSE 0 END) AS measured,
         sum(CASE WHEN f.expected >= $measured_from AND f.inside THEN 1 ELSE 0 END) AS inside,
         sum(abs(f.error)) AS error, sum(abs(f.ewma - f.actual)) AS ewma_error
}
RETURN count(run) AS runs, sum(forecasts) AS scored, sum(measured) AS measured, sum(inside) AS inside,
       sum(error) AS error, sum(ewma_error) AS ewma_error,
       avg(run.precisionAt10) AS precision_at_10, avg(run.ewmaPrecisionAt10) AS ewma
