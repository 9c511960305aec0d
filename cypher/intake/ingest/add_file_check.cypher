// Adds what the file gates of a run said, once, at the dataset versions that its file states.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
SET run._lock = $check.id
WITH run
WHERE NOT EXISTS { (:QualityCheck)-[:WAS_GENERATED_BY]->(run) }
CREATE (check:QualityCheck:Entity)
SET check = $check
CREATE (check)-[:WAS_GENERATED_BY]->(run)
WITH check
UNWIND $version_keys AS key
MATCH (version:DatasetVersion {key: key})
USING INDEX SEEK version:DatasetVersion(key)
CREATE (check)-[:ABOUT]->(version)
RETURN count(version) AS added
