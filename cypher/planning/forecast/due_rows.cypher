// Which runs of these series forecast rows that have all come in, and are not scored? And what did they forecast?
UNWIND $series AS name
MATCH (run:ForecastRun {series: name})
USING INDEX SEEK run:ForecastRun(series)
WHERE run.state = 'DONE' AND run.scoredAt IS NULL AND run.lastRow < $next_row
WITH run
ORDER BY run.lastRow, run.key
LIMIT $limit
MATCH (run)-[:ABOUT]->(point:DecisionPoint)
CALL (run) {
  MATCH (f:Forecast)-[:WAS_GENERATED_BY]->(run)
  RETURN collect(f.key) AS keys, collect(f.node) AS nodes, collect(f.expected) AS expected, collect(f.low) AS low,
         collect(f.high) AS high, collect(f.ewma) AS ewma
}
RETURN run.key AS key, run.series AS series, run.attribute AS attribute, point.key AS point,
       run.firstRow AS period_start, run.lastRow + 1 AS period_end, run.beforeRow AS issued_at,
       keys, nodes, expected, low, high, ewma
