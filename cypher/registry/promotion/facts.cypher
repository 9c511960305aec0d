// How does a model version stand, which one of its model is in use, and which other one is proposed?
MATCH (v:ModelVersion {id: $id})-[:VERSION_OF]->(m:Model)
USING INDEX SEEK v:ModelVersion(id)
RETURN v { .id, .key, .version, .stage, .calibration, .artefactSha256, .proposerId, .proposedAt } AS version,
       m { .key, .decisionPoint, .target, .primary } AS model,
       head([(m)<-[:VERSION_OF]-(active:ModelVersion {stage: 'ACTIVE'}) | active.key]) AS active,
       head([(m)<-[:VERSION_OF]-(other:ModelVersion) WHERE other.proposedAt IS NOT NULL AND other <> v | other.key]) AS other
LIMIT 1
