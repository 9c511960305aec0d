// Writes cases of a history that nobody decided, with their snapshots; a case that is already there is left alone.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
MATCH (point:DecisionPoint {key: $point_key})
USING INDEX SEEK point:DecisionPoint(key)
UNWIND $rows AS row
OPTIONAL MATCH (seen:Case {key: row.caseKey})
USING INDEX SEEK seen:Case(key)
WITH run, point, row
WHERE seen IS NULL
MATCH (version:DatasetVersion {key: row.versionKey})
USING INDEX SEEK version:DatasetVersion(key)
// include: blocks/replayed_case.cypher
SET snapshot.contentDigests = row.contentDigests
CREATE (snapshot)-[:WAS_GENERATED_BY]->(run)
// include: blocks/concerned_entities.cypher
