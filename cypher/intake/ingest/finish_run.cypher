// Closes a run once, with the one audit entry that stands for all it brought.
MATCH (run:IngestRun {key: $key})
USING INDEX SEEK run:IngestRun(key)
SET run._lock = $entry.id
WITH run
WHERE run.state = 'RUNNING'
SET run.state = 'DONE', run.quarantined = $quarantined, run.contentDigest = $content_digest,
  run.fileGates = $file_gates,
  run.decisions = $decisions, run.outcomes = $outcomes, run.endedAt = $recorded_at, run.recordedAt = $recorded_at
CREATE (entry:AuditEntry)
SET entry = $entry
RETURN count(entry) AS added
