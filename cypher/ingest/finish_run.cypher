// Closes a run once, with the one audit entry that stands for all it brought.
MATCH (run:IngestRun {key: $key})
USING INDEX SEEK run:IngestRun(key)
SET run._lock = $entry_id
WITH run
WHERE run.state = 'RUNNING'
SET run.state = 'DONE', run.quarantined = $quarantined, run.contentDigest = $content_digest,
  run.endedAt = $recorded_at, run.recordedAt = $recorded_at
CREATE (entry:AuditEntry {id: $entry_id, kind: 'INGEST_RUN', subjectId: run.id, leafHash: $leaf_hash, unsealed: $entry_id,
  recordedAt: $recorded_at})
RETURN count(entry) AS added
