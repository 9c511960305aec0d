// How does a refused row stand, and of which load is it?
MATCH (row:QuarantinedRow {id: $id})-[:WAS_GENERATED_BY]->(run:IngestRun)
USING INDEX SEEK row:QuarantinedRow(id)
RETURN row { .* } AS refused, run.id AS run_id, run.pack AS pack, run.file AS file
