// On which clock do the data of a pack already run?
MATCH (run:IngestRun {pack: $pack})
RETURN run.id AS id, run.state AS state, run.shiftMs AS shift_ms
ORDER BY run.startedAt DESC, run.id DESC
LIMIT 1
