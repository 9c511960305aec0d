// Which primary model in use at a point has not said yet what it makes of the decisions before it?
MATCH (m:Model {decisionPoint: $point, primary: true})<-[:VERSION_OF]-(v:ModelVersion {stage: 'ACTIVE'})
USING INDEX SEEK m:Model(decisionPoint)
MATCH (v)-[:WAS_GENERATED_BY]->(run:TrainingRun)
WHERE run.shadows IS NULL
RETURN v.key AS key
