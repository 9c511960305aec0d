// Which runs were requested, and have they been made?
UNWIND $keys AS key
MATCH (run:ForecastRun {key: key})
USING INDEX SEEK run:ForecastRun(key)
RETURN run.id AS id, run.state AS state
ORDER BY run.key
