// Which of our own models are in use at a point, when were they last trained, and which challenger stands beside them?
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
MATCH (m:Model {decisionPoint: $point})<-[:VERSION_OF]-(active:ModelVersion {stage: 'ACTIVE'})
USING INDEX SEEK m:Model(decisionPoint)
OPTIONAL MATCH (active)-[:WAS_GENERATED_BY]->(run:TrainingRun)
RETURN m.key AS model, m.target AS target, m.primary AS primary, coalesce(run.rows, 0) AS rows,
       active { .id, .key, .version, .artefactSha256 } AS active,
       head([(m)<-[:VERSION_OF]-(v:ModelVersion {stage: 'CHALLENGER'}) | v { .id, .key, .artefactSha256, .shadowedTo }])
         AS challenger,
       reduce(last = 0, at IN [(m)<-[:VERSION_OF]-(v:ModelVersion) | v.recordedAt] | CASE WHEN at > last THEN at ELSE last END)
         AS trained_at,
       point { .proposalAction, .alternativeAction, .badOutcomes } AS point
ORDER BY NOT m.primary, m.name
