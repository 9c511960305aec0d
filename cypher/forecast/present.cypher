// Which of these runs have been made?
UNWIND $keys AS key
MATCH (run:ForecastRun {key: key})
WHERE run.state = 'DONE'
RETURN run.key AS key
