// Which decisions depend on a node, or on any version of it, and by what: as input, or what that was trained on?
CALL () {
  MATCH (d:Decision {id: ''})
  USING INDEX SEEK d:Decision(id)
  RETURN d, '' AS basis
  // part: DataSource
  UNION
  MATCH (start:DataSource {id: $id})<-[:HAD_PRIMARY_SOURCE]-(:Dataset)<-[:VERSION_OF]-(:DatasetVersion)<-[:TAKEN_FROM]-(:InputSnapshot)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:DataSource(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:DataSource {id: $id})<-[:HAD_PRIMARY_SOURCE]-(:Dataset)<-[:VERSION_OF]-(:DatasetVersion)<-[:TAKEN_FROM]-(via:InputSnapshot)
  USING INDEX SEEK start:DataSource(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:DataSource {id: $id})<-[:HAD_PRIMARY_SOURCE]-(:Dataset)<-[:VERSION_OF]-(:DatasetVersion)<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:DataSource(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:DataSource {id: $id})<-[:HAD_PRIMARY_SOURCE]-(:Dataset)<-[:VERSION_OF]-(:DatasetVersion)<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:DataSource(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:DataSource {id: $id})<-[:HAD_PRIMARY_SOURCE]-(:Dataset)<-[:VERSION_OF]-(:DatasetVersion)<-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(via:Case)
  USING INDEX SEEK start:DataSource(id)
  WITH DISTINCT via
  MATCH (via)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis
  // end: DataSource
  // part: Dataset
  UNION
  MATCH (start:Dataset {id: $id})<-[:VERSION_OF]-(:DatasetVersion)<-[:TAKEN_FROM]-(:InputSnapshot)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:Dataset(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:Dataset {id: $id})<-[:VERSION_OF]-(:DatasetVersion)<-[:TAKEN_FROM]-(via:InputSnapshot)
  USING INDEX SEEK start:Dataset(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:Dataset {id: $id})<-[:VERSION_OF]-(:DatasetVersion)<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:Dataset(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:Dataset {id: $id})<-[:VERSION_OF]-(:DatasetVersion)<-[:TRAINED_ON]-(:ModelVersion)<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:Dataset(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:Dataset {id: $id})<-[:VERSION_OF]-(:DatasetVersion)<-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(via:Case)
  USING INDEX SEEK start:Dataset(id)
  WITH DISTINCT via
  MATCH (via)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis
  // end: Dataset
  // part: DatasetVersion
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
  MATCH (start:DatasetVersion {id: $id})<-[:TAKEN_FROM]-(:InputSnapshot)-[:ABOUT]->(via:Case)
  USING INDEX SEEK start:DatasetVersion(id)
  WITH DISTINCT via
  MATCH (via)<-[:ABOUT]-(d:Decision {origin: 'REPLAYED'})
  RETURN d, 'INPUT' AS basis
  // end: DatasetVersion
  // part: Feature
  UNION
  MATCH (start:Feature {id: $id})<-[:VERSION_OF]-(:FeatureVersion)<-[:DEPENDS_ON]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:Feature(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:Feature {id: $id})<-[:VERSION_OF]-(:FeatureVersion)<-[:DEPENDS_ON]-(:ModelVersion)<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:Feature(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'TRAINING' AS basis
  UNION
  MATCH (start:Feature {id: $id})<-[:VERSION_OF]-(:FeatureVersion)<-[:INFLUENCED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:Feature(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:Feature {id: $id})<-[:VERSION_OF]-(:FeatureVersion)<-[:INFLUENCED_BY]-(via:Prediction)
  USING INDEX SEEK start:Feature(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  // end: Feature
  // part: FeatureVersion
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
  // end: FeatureVersion
  // part: GateEvaluation
  UNION
  MATCH (start:GateEvaluation {id: $id})<-[:WAS_GENERATED_BY]-(d:Decision)
  USING INDEX SEEK start:GateEvaluation(id)
  RETURN d, 'INPUT' AS basis
  // end: GateEvaluation
  // part: InputSnapshot
  UNION
  MATCH (start:InputSnapshot {id: $id})<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:InputSnapshot(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:InputSnapshot {id: $id})<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  USING INDEX SEEK start:InputSnapshot(id)
  RETURN d, 'INPUT' AS basis
  // end: InputSnapshot
  // part: Model
  UNION
  MATCH (start:Model {id: $id})<-[:VERSION_OF]-(:ModelVersion)<-[:SCORED_BY]-(:Prediction)<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:Model(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:Model {id: $id})<-[:VERSION_OF]-(:ModelVersion)<-[:SCORED_BY]-(via:Prediction)
  USING INDEX SEEK start:Model(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  // end: Model
  // part: ModelVersion
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
  // end: ModelVersion
  // part: Person
  UNION
  MATCH (start:Person {id: $id})<-[:WAS_ATTRIBUTED_TO]-(d:Decision)
  USING INDEX SEEK start:Person(id)
  RETURN d, 'INPUT' AS basis
  // end: Person
  // part: Policy
  UNION
  MATCH (start:Policy {id: $id})<-[:VERSION_OF]-(:PolicyVersion)<-[:GOVERNED_BY]-(d:Decision)
  USING INDEX SEEK start:Policy(id)
  RETURN d, 'INPUT' AS basis
  // end: Policy
  // part: PolicyVersion
  UNION
  MATCH (start:PolicyVersion {id: $id})<-[:GOVERNED_BY]-(d:Decision)
  USING INDEX SEEK start:PolicyVersion(id)
  RETURN d, 'INPUT' AS basis
  // end: PolicyVersion
  // part: Prediction
  UNION
  MATCH (start:Prediction {id: $id})<-[:PRESENTS]-(via:ReviewPacket)
  USING INDEX SEEK start:Prediction(id)
  WITH DISTINCT via
  MATCH (via)<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN d, 'INPUT' AS basis
  UNION
  MATCH (start:Prediction {id: $id})<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)
  USING INDEX SEEK start:Prediction(id)
  RETURN d, 'INPUT' AS basis
  // end: Prediction
  // part: Review
  UNION
  MATCH (start:Review {id: $id})<-[:WAS_GENERATED_BY]-(d:Decision)
  USING INDEX SEEK start:Review(id)
  RETURN d, 'INPUT' AS basis
  // end: Review
  // part: ReviewPacket
  UNION
  MATCH (start:ReviewPacket {id: $id})<-[:USED]-(:Review)<-[:WAS_GENERATED_BY]-(d:Decision)
  USING INDEX SEEK start:ReviewPacket(id)
  RETURN d, 'INPUT' AS basis
  // end: ReviewPacket
}
