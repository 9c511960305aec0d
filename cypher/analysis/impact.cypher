// How much rests on a version, policy or person: decisions by basis and origin, their cases, outcomes and money?
CALL () {
  MATCH (:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)<-[:PRESENTS]-(:ReviewPacket)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(:Case)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:DatasetVersion {id: $id})<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(:ReviewPacket)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (:DatasetVersion {id: $id})<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (:ModelVersion {id: $id})<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(:ReviewPacket)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:ModelVersion {id: $id})<-[:SCORED_BY]-(:Prediction)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:FeatureVersion {id: $id})<-[:INFLUENCED_BY]-(:Prediction)<-[:PRESENTS]-(:ReviewPacket)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:FeatureVersion {id: $id})<-[:INFLUENCED_BY]-(:Prediction)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:FeatureVersion {id: $id})<-[:DEPENDS_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(:ReviewPacket)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (:FeatureVersion {id: $id})<-[:DEPENDS_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (:PolicyVersion {id: $id})<-[:GOVERNED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (:Person {id: $id})<-[:WAS_ATTRIBUTED_TO]-(d:Decision)
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
