// Which decisions rest on a version, policy or person, newest first?
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
  AND d.sortKey < $before AND ($origin IS NULL OR d.origin = $origin)
WITH d, collect(DISTINCT basis) AS bases
WHERE $basis IS NULL OR $basis IN bases
RETURN d.id AS id, d.sortKey AS sort_key, bases
ORDER BY d.sortKey DESC
LIMIT $limit
