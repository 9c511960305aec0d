// Which runs' periods are over and not scored, and what did they forecast?
MATCH (run:ForecastRun)
USING INDEX SEEK run:ForecastRun(unscoredUntil)
WHERE run.unscoredUntil <= $now
WITH run
ORDER BY run.unscoredUntil
LIMIT $limit
MATCH (run)-[:ABOUT]->(point:DecisionPoint)
CALL (run) {
  MATCH (f:Forecast)-[:WAS_GENERATED_BY]->(run)
  RETURN collect(f.key) AS keys, collect(coalesce(f.subject, f.node)) AS nodes, collect(f.expected) AS expected, collect(f.low) AS low,
         collect(f.high) AS high, collect(f.ewma) AS ewma
}
RETURN run.key AS key, run.series AS series, run.attribute AS attribute, point.key AS point,
       run.periodStart AS period_start, run.periodEnd AS period_end, run.issuedAt AS issued_at,
       keys, nodes, expected, low, high, ewma
