// Which of these runs have been made?
UNWIND $keys AS key
MATCH (run:ForecastRun {key: key})
USING INDEX SEEK run:ForecastRun(key)
WHERE run.state = 'DONE'
RETURN run.key AS key
