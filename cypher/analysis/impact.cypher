// How much rests on a version, policy or person: decisions by basis and origin, their cases, outcomes and money?
CALL () {
  MATCH (start:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(via:InputSnapshot)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(via:Case)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:DatasetVersion {id: $id})<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:DatasetVersion {id: $id})<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:ModelVersion {id: $id})<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:ModelVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:ModelVersion {id: $id})<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:ModelVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:FeatureVersion {id: $id})<-[:INFLUENCED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:FeatureVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:FeatureVersion {id: $id})<-[:INFLUENCED_BY]-(via:Prediction)
  USING INDEX SEEK start:FeatureVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:FeatureVersion {id: $id})<-[:DEPENDS_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:FeatureVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:FeatureVersion {id: $id})<-[:DEPENDS_ON]-(:ModelVersion)<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:FeatureVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:PolicyVersion {id: $id})<-[:GOVERNED_BY]-(d:Decision)
  USING INDEX SEEK start:PolicyVersion(id)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:Person {id: $id})<-[:WAS_ATTRIBUTED_TO]-(d:Decision)
  USING INDEX SEEK start:Person(id)
  RETURN d, 'INPUT' AS basis
}
WITH d, basis
WHERE ($as_of IS NULL OR d.knownAt <= $as_of) AND d.state <> 'INVALIDATED'
WITH d, collect(DISTINCT basis) AS bases
CALL (d) {
  OPTIONAL MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE $as_of IS NULL OR o.knownAt <= $as_of
  RETURN count(o) AS outcomes, sum(coalesce(o.money, 0.0)) AS money,
         count(CASE WHEN o.value = 'true' THEN 1 END) AS came_true
}
OPTIONAL MATCH (d)-[:ABOUT]->(c:Case)
RETURN d.origin AS origin, 'INPUT' IN bases AS by_input, 'TRAINING' IN bases AS by_training,
       count(DISTINCT d) AS decisions, count(DISTINCT d.effectiveCaseId) AS in_force, count(DISTINCT c) AS cases,
       sum(outcomes) AS outcomes, sum(came_true) AS came_true, sum(money) AS money
ORDER BY origin, by_input DESC, by_training DESC
