// Of which files are there mended rows that wait to be read again?
MATCH (row:QuarantinedRow)
USING INDEX SEEK row:QuarantinedRow(sortKey)
WHERE row.sortKey STARTS WITH 'MENDED|'
MATCH (row)-[:WAS_GENERATED_BY]->(run:IngestRun)
RETURN run.pack AS pack, run.file AS file, split(row.key, '|')[0] AS sha256, count(row) AS rows
ORDER BY sha256
