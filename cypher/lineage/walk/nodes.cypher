// Which nodes of a kind bear these ids, and where do they lead from effect to cause?
CALL () {
  MATCH (n:Decision {id: ''})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  // part: BreakerState
  UNION ALL
  WITH 1 AS one WHERE $kind = 'BreakerState'
  UNWIND $ids AS id
  MATCH (n:BreakerState {id: id})
  USING INDEX SEEK n:BreakerState(id)
  RETURN n
  // end: BreakerState
  // part: BusinessEntity
  UNION ALL
  WITH 1 AS one WHERE $kind = 'BusinessEntity'
  UNWIND $ids AS id
  MATCH (n:BusinessEntity {id: id})
  USING INDEX SEEK n:BusinessEntity(id)
  RETURN n
  // end: BusinessEntity
  // part: Calendar
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Calendar'
  UNWIND $ids AS id
  MATCH (n:Calendar {id: id})
  USING INDEX SEEK n:Calendar(id)
  RETURN n
  // end: Calendar
  // part: Case
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Case'
  UNWIND $ids AS id
  MATCH (n:Case {id: id})
  USING INDEX SEEK n:Case(id)
  RETURN n
  // end: Case
  // part: Category
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Category'
  UNWIND $ids AS id
  MATCH (n:Category {id: id})
  USING INDEX SEEK n:Category(id)
  RETURN n
  // end: Category
  // part: Constraint
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Constraint'
  UNWIND $ids AS id
  MATCH (n:Constraint {id: id})
  USING INDEX SEEK n:Constraint(id)
  RETURN n
  // end: Constraint
  // part: Control
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Control'
  UNWIND $ids AS id
  MATCH (n:Control {id: id})
  USING INDEX SEEK n:Control(id)
  RETURN n
  // end: Control
  // part: DataSource
  UNION ALL
  WITH 1 AS one WHERE $kind = 'DataSource'
  UNWIND $ids AS id
  MATCH (n:DataSource {id: id})
  USING INDEX SEEK n:DataSource(id)
  RETURN n
  // end: DataSource
  // part: Dataset
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Dataset'
  UNWIND $ids AS id
  MATCH (n:Dataset {id: id})
  USING INDEX SEEK n:Dataset(id)
  RETURN n
  // end: Dataset
  // part: DatasetVersion
  UNION ALL
  WITH 1 AS one WHERE $kind = 'DatasetVersion'
  UNWIND $ids AS id
  MATCH (n:DatasetVersion {id: id})
  USING INDEX SEEK n:DatasetVersion(id)
  RETURN n
  // end: DatasetVersion
  // part: Decision
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Decision'
  UNWIND $ids AS id
  MATCH (n:Decision {id: id})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  // end: Decision
  // part: DecisionPoint
  UNION ALL
  WITH 1 AS one WHERE $kind = 'DecisionPoint'
  UNWIND $ids AS id
  MATCH (n:DecisionPoint {id: id})
  USING INDEX SEEK n:DecisionPoint(id)
  RETURN n
  // end: DecisionPoint
  // part: DriftSignal
  UNION ALL
  WITH 1 AS one WHERE $kind = 'DriftSignal'
  UNWIND $ids AS id
  MATCH (n:DriftSignal {id: id})
  USING INDEX SEEK n:DriftSignal(id)
  RETURN n
  // end: DriftSignal
  // part: Escalation
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Escalation'
  UNWIND $ids AS id
  MATCH (n:Escalation {id: id})
  USING INDEX SEEK n:Escalation(id)
  RETURN n
  // end: Escalation
  // part: Feature
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Feature'
  UNWIND $ids AS id
  MATCH (n:Feature {id: id})
  USING INDEX SEEK n:Feature(id)
  RETURN n
  // end: Feature
  // part: FeatureVersion
  UNION ALL
  WITH 1 AS one WHERE $kind = 'FeatureVersion'
  UNWIND $ids AS id
  MATCH (n:FeatureVersion {id: id})
  USING INDEX SEEK n:FeatureVersion(id)
  RETURN n
  // end: FeatureVersion
  // part: Forecast
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Forecast'
  UNWIND $ids AS id
  MATCH (n:Forecast {id: id})
  USING INDEX SEEK n:Forecast(id)
  RETURN n
  // end: Forecast
  // part: ForecastRun
  UNION ALL
  WITH 1 AS one WHERE $kind = 'ForecastRun'
  UNWIND $ids AS id
  MATCH (n:ForecastRun {id: id})
  USING INDEX SEEK n:ForecastRun(id)
  RETURN n
  // end: ForecastRun
  // part: GateEvaluation
  UNION ALL
  WITH 1 AS one WHERE $kind = 'GateEvaluation'
  UNWIND $ids AS id
  MATCH (n:GateEvaluation {id: id})
  USING INDEX SEEK n:GateEvaluation(id)
  RETURN n
  // end: GateEvaluation
  // part: IdentityMatch
  UNION ALL
  WITH 1 AS one WHERE $kind = 'IdentityMatch'
  UNWIND $ids AS id
  MATCH (n:IdentityMatch {id: id})
  USING INDEX SEEK n:IdentityMatch(id)
  RETURN n
  // end: IdentityMatch
  // part: IngestRun
  UNION ALL
  WITH 1 AS one WHERE $kind = 'IngestRun'
  UNWIND $ids AS id
  MATCH (n:IngestRun {id: id})
  USING INDEX SEEK n:IngestRun(id)
  RETURN n
  // end: IngestRun
  // part: InputSnapshot
  UNION ALL
  WITH 1 AS one WHERE $kind = 'InputSnapshot'
  UNWIND $ids AS id
  MATCH (n:InputSnapshot {id: id})
  USING INDEX SEEK n:InputSnapshot(id)
  RETURN n
  // end: InputSnapshot
  // part: Invariant
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Invariant'
  UNWIND $ids AS id
  MATCH (n:Invariant {id: id})
  USING INDEX SEEK n:Invariant(id)
  RETURN n
  // end: Invariant
  // part: Kpi
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Kpi'
  UNWIND $ids AS id
  MATCH (n:Kpi {id: id})
  USING INDEX SEEK n:Kpi(id)
  RETURN n
  // end: Kpi
  // part: Model
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Model'
  UNWIND $ids AS id
  MATCH (n:Model {id: id})
  USING INDEX SEEK n:Model(id)
  RETURN n
  // end: Model
  // part: ModelVersion
  UNION ALL
  WITH 1 AS one WHERE $kind = 'ModelVersion'
  UNWIND $ids AS id
  MATCH (n:ModelVersion {id: id})
  USING INDEX SEEK n:ModelVersion(id)
  RETURN n
  // end: ModelVersion
  // part: Outcome
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Outcome'
  UNWIND $ids AS id
  MATCH (n:Outcome {id: id})
  USING INDEX SEEK n:Outcome(id)
  RETURN n
  // end: Outcome
  // part: Person
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Person'
  UNWIND $ids AS id
  MATCH (n:Person {id: id})
  USING INDEX SEEK n:Person(id)
  RETURN n
  // end: Person
  // part: Policy
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Policy'
  UNWIND $ids AS id
  MATCH (n:Policy {id: id})
  USING INDEX SEEK n:Policy(id)
  RETURN n
  // end: Policy
  // part: PolicyVersion
  UNION ALL
  WITH 1 AS one WHERE $kind = 'PolicyVersion'
  UNWIND $ids AS id
  MATCH (n:PolicyVersion {id: id})
  USING INDEX SEEK n:PolicyVersion(id)
  RETURN n
  // end: PolicyVersion
  // part: Prediction
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Prediction'
  UNWIND $ids AS id
  MATCH (n:Prediction {id: id})
  USING INDEX SEEK n:Prediction(id)
  RETURN n
  // end: Prediction
  // part: QualityCheck
  UNION ALL
  WITH 1 AS one WHERE $kind = 'QualityCheck'
  UNWIND $ids AS id
  MATCH (n:QualityCheck {id: id})
  USING INDEX SEEK n:QualityCheck(id)
  RETURN n
  // end: QualityCheck
  // part: QuarantinedRow
  UNION ALL
  WITH 1 AS one WHERE $kind = 'QuarantinedRow'
  UNWIND $ids AS id
  MATCH (n:QuarantinedRow {id: id})
  USING INDEX SEEK n:QuarantinedRow(id)
  RETURN n
  // end: QuarantinedRow
  // part: Question
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Question'
  UNWIND $ids AS id
  MATCH (n:Question {id: id})
  USING INDEX SEEK n:Question(id)
  RETURN n
  // end: Question
  // part: Queue
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Queue'
  UNWIND $ids AS id
  MATCH (n:Queue {id: id})
  USING INDEX SEEK n:Queue(id)
  RETURN n
  // end: Queue
  // part: Review
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Review'
  UNWIND $ids AS id
  MATCH (n:Review {id: id})
  USING INDEX SEEK n:Review(id)
  RETURN n
  // end: Review
  // part: ReviewPacket
  UNION ALL
  WITH 1 AS one WHERE $kind = 'ReviewPacket'
  UNWIND $ids AS id
  MATCH (n:ReviewPacket {id: id})
  USING INDEX SEEK n:ReviewPacket(id)
  RETURN n
  // end: ReviewPacket
  // part: ReviewTask
  UNION ALL
  WITH 1 AS one WHERE $kind = 'ReviewTask'
  UNWIND $ids AS id
  MATCH (n:ReviewTask {id: id})
  USING INDEX SEEK n:ReviewTask(id)
  RETURN n
  // end: ReviewTask
  // part: Scenario
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Scenario'
  UNWIND $ids AS id
  MATCH (n:Scenario {id: id})
  USING INDEX SEEK n:Scenario(id)
  RETURN n
  // end: Scenario
  // part: SimulationRun
  UNION ALL
  WITH 1 AS one WHERE $kind = 'SimulationRun'
  UNWIND $ids AS id
  MATCH (n:SimulationRun {id: id})
  USING INDEX SEEK n:SimulationRun(id)
  RETURN n
  // end: SimulationRun
  // part: Sla
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Sla'
  UNWIND $ids AS id
  MATCH (n:Sla {id: id})
  USING INDEX SEEK n:Sla(id)
  RETURN n
  // end: Sla
  // part: Snapshot
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Snapshot'
  UNWIND $ids AS id
  MATCH (n:Snapshot {id: id})
  USING INDEX SEEK n:Snapshot(id)
  RETURN n
  // end: Snapshot
  // part: SoftwareAgent
  UNION ALL
  WITH 1 AS one WHERE $kind = 'SoftwareAgent'
  UNWIND $ids AS id
  MATCH (n:SoftwareAgent {id: id})
  USING INDEX SEEK n:SoftwareAgent(id)
  RETURN n
  // end: SoftwareAgent
  // part: Solution
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Solution'
  UNWIND $ids AS id
  MATCH (n:Solution {id: id})
  USING INDEX SEEK n:Solution(id)
  RETURN n
  // end: Solution
  // part: StateChange
  UNION ALL
  WITH 1 AS one WHERE $kind = 'StateChange'
  UNWIND $ids AS id
  MATCH (n:StateChange {id: id})
  USING INDEX SEEK n:StateChange(id)
  RETURN n
  // end: StateChange
  // part: Team
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Team'
  UNWIND $ids AS id
  MATCH (n:Team {id: id})
  USING INDEX SEEK n:Team(id)
  RETURN n
  // end: Team
  // part: Training
  UNION ALL
  WITH 1 AS one WHERE $kind = 'Training'
  UNWIND $ids AS id
  MATCH (n:Training {id: id})
  USING INDEX SEEK n:Training(id)
  RETURN n
  // end: Training
  // part: TrainingRun
  UNION ALL
  WITH 1 AS one WHERE $kind = 'TrainingRun'
  UNWIND $ids AS id
  MATCH (n:TrainingRun {id: id})
  USING INDEX SEEK n:TrainingRun(id)
  RETURN n
  // end: TrainingRun
  // part: WebhookEndpoint
  UNION ALL
  WITH 1 AS one WHERE $kind = 'WebhookEndpoint'
  UNWIND $ids AS id
  MATCH (n:WebhookEndpoint {id: id})
  USING INDEX SEEK n:WebhookEndpoint(id)
  RETURN n
  // end: WebhookEndpoint
}
WITH collect(n) AS starts
// include: blocks/walk_causes.cypher
RETURN [n IN starts | [id(n), labels(n), [name IN $facts | n[name]]]] AS nodes, found AS causes
