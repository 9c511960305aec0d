// Which node bears this id, and what is stored of it?
CALL () {
  MATCH (n:BreakerState {id: $id})
  RETURN n
  UNION
  MATCH (n:BusinessEntity {id: $id})
  RETURN n
  UNION
  MATCH (n:Calendar {id: $id})
  RETURN n
  UNION
  MATCH (n:Case {id: $id})
  RETURN n
  UNION
  MATCH (n:Category {id: $id})
  RETURN n
  UNION
  MATCH (n:DataSource {id: $id})
  RETURN n
  UNION
  MATCH (n:Dataset {id: $id})
  RETURN n
  UNION
  MATCH (n:DatasetVersion {id: $id})
  RETURN n
  UNION
  MATCH (n:Decision {id: $id})
  RETURN n
  UNION
  MATCH (n:DecisionPoint {id: $id})
  RETURN n
  UNION
  MATCH (n:Escalation {id: $id})
  RETURN n
  UNION
  MATCH (n:Feature {id: $id})
  RETURN n
  UNION
  MATCH (n:FeatureVersion {id: $id})
  RETURN n
  UNION
  MATCH (n:Forecast {id: $id})
  RETURN n
  UNION
  MATCH (n:ForecastRun {id: $id})
  RETURN n
  UNION
  MATCH (n:GateEvaluation {id: $id})
  RETURN n
  UNION
  MATCH (n:IngestRun {id: $id})
  RETURN n
  UNION
  MATCH (n:InputSnapshot {id: $id})
  RETURN n
  UNION
  MATCH (n:Model {id: $id})
  RETURN n
  UNION
  MATCH (n:ModelVersion {id: $id})
  RETURN n
  UNION
  MATCH (n:Outcome {id: $id})
  RETURN n
  UNION
  MATCH (n:Person {id: $id})
  RETURN n
  UNION
  MATCH (n:Policy {id: $id})
  RETURN n
  UNION
  MATCH (n:PolicyVersion {id: $id})
  RETURN n
  UNION
  MATCH (n:Prediction {id: $id})
  RETURN n
  UNION
  MATCH (n:QualityCheck {id: $id})
  RETURN n
  UNION
  MATCH (n:QuarantinedRow {id: $id})
  RETURN n
  UNION
  MATCH (n:Question {id: $id})
  RETURN n
  UNION
  MATCH (n:Queue {id: $id})
  RETURN n
  UNION
  MATCH (n:Review {id: $id})
  RETURN n
  UNION
  MATCH (n:ReviewPacket {id: $id})
  RETURN n
  UNION
  MATCH (n:ReviewTask {id: $id})
  RETURN n
  UNION
  MATCH (n:Scenario {id: $id})
  RETURN n
  UNION
  MATCH (n:SimulationRun {id: $id})
  RETURN n
  UNION
  MATCH (n:Sla {id: $id})
  RETURN n
  UNION
  MATCH (n:Snapshot {id: $id})
  RETURN n
  UNION
  MATCH (n:SoftwareAgent {id: $id})
  RETURN n
  UNION
  MATCH (n:StateChange {id: $id})
  RETURN n
  UNION
  MATCH (n:Team {id: $id})
  RETURN n
  UNION
  MATCH (n:Training {id: $id})
  RETURN n
  UNION
  MATCH (n:TrainingRun {id: $id})
  RETURN n
}
RETURN elementId(n) AS element, n.id AS id, labels(n) AS labels, properties(n) AS facts
LIMIT 1
