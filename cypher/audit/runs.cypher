// What do the nodes of these ingest runs say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (run:IngestRun {id: id})
USING INDEX SEEK run:IngestRun(id)
RETURN run { .id, .key, .pack, .sha256, .rows, .quarantined, .contentDigest, .shiftMs, .decisions, .outcomes,
  .fileGates } AS run
