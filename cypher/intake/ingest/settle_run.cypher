// Notes that the live cases of a finished run are in too, and what they were read from; the same again need not be read.
MATCH (run:IngestRun {id: $id})
USING INDEX SEEK run:IngestRun(id)
WHERE run.state = 'DONE'
SET run.settledDigest = $digest, run.liveCases = $live_cases, run.liveTainted = $live_tainted
RETURN count(run) AS added
