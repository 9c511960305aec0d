// Which runs were asked for and not made yet, oldest first?
MATCH (run:ForecastRun)
WHERE run.state = 'QUEUED'
RETURN run { .key, .series, .attribute, .period, .lead, .periodStart, .periodEnd, .issuedAt } AS run
ORDER BY run.issuedAt, run.key
LIMIT $limit
