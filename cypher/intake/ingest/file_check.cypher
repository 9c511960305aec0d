// What did the gates of a run's file say? No row where its pack has none.
MATCH (run:IngestRun {key: $key})
USING INDEX SEEK run:IngestRun(key)
MATCH (check:QualityCheck)-[:WAS_GENERATED_BY]->(run)
RETURN check { .verdict, .findings, .gatesPassed, .gatesFailed, .gatesNotRun, .gatesDigest, .gateRow } AS stated
