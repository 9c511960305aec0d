// Which runs were asked for and not made yet, oldest first?
MATCH (run:ForecastRun {state: 'QUEUED'})
USING INDEX SEEK run:ForecastRun(state)
RETURN run { .key, .series, .attribute, .period, .lead, .periodStart, .periodEnd, .issuedAt, .firstRow, .lastRow,
              .beforeRow } AS run
ORDER BY run.issuedAt, run.key
LIMIT $limit
