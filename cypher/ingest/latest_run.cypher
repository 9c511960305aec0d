// On which clock do the data of a pack already run, and up to which moment were they read?
MATCH (run:IngestRun {pack: $pack})
RETURN run.id AS id, run.state AS state, run.shiftMs AS shift_ms, run.key AS key
ORDER BY run.startedAt DESC, run.id DESC
LIMIT 1
