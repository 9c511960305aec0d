// Which versions has a model, or have the models of a point, how good were they, and who put them in use?
CALL () {
  MATCH (m:Model {decisionPoint: $point})
  USING INDEX SEEK m:Model(decisionPoint)
  RETURN m
  UNION
  MATCH (m:Model {id: $model})
  USING INDEX SEEK m:Model(id)
  RETURN m
}
MATCH (m)<-[:VERSION_OF]-(v:ModelVersion)
OPTIONAL MATCH (v)-[:WAS_GENERATED_BY]->(run:TrainingRun)
OPTIONAL MATCH (proposer:Person {id: v.proposerId})
USING INDEX SEEK proposer:Person(id)
OPTIONAL MATCH (approver:Person {id: v.approverId})
USING INDEX SEEK approver:Person(id)
RETURN m { .name, .target, .primary } AS model,
       v { .id, .key, .version, .stage, .calibration, .comparison, .shadowFigures, .liveFigures, .proposedAt, .approvedAt,
           .recordedAt } AS version,
       run { .rows, .reason } AS run, proposer.name AS proposer, approver.name AS approver,
       COUNT { (v)-[:TRAINED_ON]->(:DatasetVersion) } AS datasets
ORDER BY NOT coalesce(m.primary, false), m.name, v.recordedAt DESC, v.key
LIMIT $limit
