// Adds what the file gates of a run said, once, at the dataset versions that its file states, and what taints a case of each.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
SET run._lock = $check.id
WITH run
WHERE NOT EXISTS { (:QualityCheck)-[:WAS_GENERATED_BY]->(run) }
CREATE (check:QualityCheck:Entity)
SET check = $check
CREATE (check)-[:WAS_GENERATED_BY]->(run)
WITH check
UNWIND $versions AS row
MATCH (version:DatasetVersion {key: row.key})
USING INDEX SEEK version:DatasetVersion(key)
SET version.findings = CASE row.findings WHEN [] THEN version.findings ELSE row.findings END
CREATE (check)-[:ABOUT]->(version)
RETURN count(version) AS added
