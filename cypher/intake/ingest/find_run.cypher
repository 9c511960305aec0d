// Which run loaded this file up to this moment, and is it finished?
MATCH (run:IngestRun {key: $key})
USING INDEX SEEK run:IngestRun(key)
RETURN run.id AS id, run.state AS state, run.shiftMs AS shift_ms
