// Which decisions depend on a version, policy or person, and by what: as their input, or what that was trained on?
CALL () {
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
  MATCH (start:Person {id: $id})<-[:WAS_ATTRIBUTED_TO]-(d:Decision)
  USING INDEX SEEK start:Person(id)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(via:Case)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis
}
