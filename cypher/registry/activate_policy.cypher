// Makes a policy version the active one: the earlier is superseded, every point it governs moves to its next epoch.
MATCH (policy:Policy {key: $policy})
USING INDEX SEEK policy:Policy(key)
OPTIONAL MATCH (policy)<-[:VERSION_OF]-(old:PolicyVersion {stage: 'ACTIVE'}) WHERE old.key <> $version.key
SET old.stage = 'SUPERSEDED'
WITH policy, collect(old) AS superseded
MERGE (v:PolicyVersion {key: $version.key})
  ON CREATE SET v = $version, v:Entity
SET v.stage = 'ACTIVE', v.approverId = $approver
MERGE (v)-[:VERSION_OF]->(policy)
FOREACH (old IN superseded | MERGE (v)-[:WAS_REVISION_OF]->(old))
WITH policy, v
OPTIONAL MATCH (point:DecisionPoint)-[:GOVERNED_BY]->(policy)
SET point.epoch = point.epoch + 1
RETURN v.id AS id, collect(point.key) AS points
