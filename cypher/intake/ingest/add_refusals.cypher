// Keeps the rows that were set aside, with their reasons.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
UNWIND $rows AS row
OPTIONAL MATCH (seen:QuarantinedRow {key: row.key})
USING INDEX SEEK seen:QuarantinedRow(key)
WITH run, row
WHERE seen IS NULL
CREATE (refusal:QuarantinedRow:Entity)
SET refusal += row.refused, refusal.recordedAt = $recorded_at
CREATE (refusal)-[:WAS_GENERATED_BY]->(run)
RETURN count(refusal) AS added
