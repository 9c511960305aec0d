// Which refused rows of a state come next, the oldest load first and in it by line?
MATCH (row:QuarantinedRow)
USING INDEX SEEK row:QuarantinedRow(sortKey)
WHERE row.sortKey > $after AND row.sortKey < $end
MATCH (row)-[:WAS_GENERATED_BY]->(run:IngestRun)
WHERE $pack IS NULL OR run.pack = $pack
RETURN row { .* } AS refused, run.id AS run_id, run.pack AS pack, run.file AS file
ORDER BY row.sortKey
LIMIT $limit
