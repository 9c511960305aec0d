// Which recalls are opened? A constraint holds that one of each node is open at a time.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (opener:Person {id: row.recall.openerId})
USING INDEX SEEK opener:Person(id)
OPTIONAL MATCH (owner:Person {id: row.recall.ownerId})
USING INDEX SEEK owner:Person(id)
OPTIONAL MATCH (dataSource:DataSource {id: row.recall.targetId})
USING INDEX SEEK dataSource:DataSource(id)
OPTIONAL MATCH (dataset:Dataset {id: row.recall.targetId})
USING INDEX SEEK dataset:Dataset(id)
OPTIONAL MATCH (datasetVersion:DatasetVersion {id: row.recall.targetId})
USING INDEX SEEK datasetVersion:DatasetVersion(id)
OPTIONAL MATCH (feature:Feature {id: row.recall.targetId})
USING INDEX SEEK feature:Feature(id)
OPTIONAL MATCH (featureVersion:FeatureVersion {id: row.recall.targetId})
USING INDEX SEEK featureVersion:FeatureVersion(id)
OPTIONAL MATCH (model:Model {id: row.recall.targetId})
USING INDEX SEEK model:Model(id)
OPTIONAL MATCH (modelVersion:ModelVersion {id: row.recall.targetId})
USING INDEX SEEK modelVersion:ModelVersion(id)
OPTIONAL MATCH (policy:Policy {id: row.recall.targetId})
USING INDEX SEEK policy:Policy(id)
OPTIONAL MATCH (policyVersion:PolicyVersion {id: row.recall.targetId})
USING INDEX SEEK policyVersion:PolicyVersion(id)
OPTIONAL MATCH (decider:Person {id: row.recall.targetId})
USING INDEX SEEK decider:Person(id)
WITH position, row, used, opener, owner,
     coalesce(dataSource, dataset, datasetVersion, feature, featureVersion, model, modelVersion, policy, policyVersion, decider) AS target
CALL (row, used, opener, owner, target) {
  WITH row, used, opener, owner, target
  WHERE used IS NULL AND opener IS NOT NULL AND owner IS NOT NULL AND target IS NOT NULL
  CREATE (source:Recall:Activity)
  SET source = row.recall
  CREATE (source)-[:ABOUT]->(target)
  CREATE (source)-[:WAS_ASSOCIATED_WITH]->(opener)
  CREATE (source)-[:OWNED_BY {knownFrom: row.recall.recordedAt}]->(owner)
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
