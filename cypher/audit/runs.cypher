// What do the nodes of these ingest runs say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (run:IngestRun {id: id})
USING INDEX SEEK run:IngestRun(id)
RETURN run.id AS subject_id, run.key AS key, run.pack AS pack, run.sha256 AS sha256, run.rows AS rows,
       run.quarantined AS quarantined, run.contentDigest AS content_digest, run.shiftMs AS shift_ms
