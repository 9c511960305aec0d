// Which nodes of a kind bear these ids, and where do they lead from effect to cause?
CALL () {
  MATCH (n:Decision {id: ''})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  // part: Appeal
  UNION ALL
  UNWIND CASE $kind WHEN 'Appeal' THEN $ids ELSE [] END AS id
  MATCH (n:Appeal {id: id})
  USING INDEX SEEK n:Appeal(id)
  RETURN n
  // end: Appeal
  // part: BreakerState
  UNION ALL
  UNWIND CASE $kind WHEN 'BreakerState' THEN $ids ELSE [] END AS id
  MATCH (n:BreakerState {id: id})
  USING INDEX SEEK n:BreakerState(id)
  RETURN n
  // end: BreakerState
  // part: BusinessEntity
  UNION ALL
  UNWIND CASE $kind WHEN 'BusinessEntity' THEN $ids ELSE [] END AS id
  MATCH (n:BusinessEntity {id: id})
  USING INDEX SEEK n:BusinessEntity(id)
  RETURN n
  // end: BusinessEntity
  // part: Calendar
  UNION ALL
  UNWIND CASE $kind WHEN 'Calendar' THEN $ids ELSE [] END AS id
  MATCH (n:Calendar {id: id})
  USING INDEX SEEK n:Calendar(id)
  RETURN n
  // end: Calendar
  // part: Case
  UNION ALL
  UNWIND CASE $kind WHEN 'Case' THEN $ids ELSE [] END AS id
  MATCH (n:Case {id: id})
  USING INDEX SEEK n:Case(id)
  RETURN n
  // end: Case
  // part: Category
  UNION ALL
  UNWIND CASE $kind WHEN 'Category' THEN $ids ELSE [] END AS id
  MATCH (n:Category {id: id})
  USING INDEX SEEK n:Category(id)
  RETURN n
  // end: Category
  // part: Constraint
  UNION ALL
  UNWIND CASE $kind WHEN 'Constraint' THEN $ids ELSE [] END AS id
  MATCH (n:Constraint {id: id})
  USING INDEX SEEK n:Constraint(id)
  RETURN n
  // end: Constraint
  // part: Control
  UNION ALL
  UNWIND CASE $kind WHEN 'Control' THEN $ids ELSE [] END AS id
  MATCH (n:Control {id: id})
  USING INDEX SEEK n:Control(id)
  RETURN n
  // end: Control
  // part: DataSource
  UNION ALL
  UNWIND CASE $kind WHEN 'DataSource' THEN $ids ELSE [] END AS id
  MATCH (n:DataSource {id: id})
  USING INDEX SEEK n:DataSource(id)
  RETURN n
  // end: DataSource
  // part: Dataset
  UNION ALL
  UNWIND CASE $kind WHEN 'Dataset' THEN $ids ELSE [] END AS id
  MATCH (n:Dataset {id: id})
  USING INDEX SEEK n:Dataset(id)
  RETURN n
  // end: Dataset
  // part: DatasetVersion
  UNION ALL
  UNWIND CASE $kind WHEN 'DatasetVersion' THEN $ids ELSE [] END AS id
  MATCH (n:DatasetVersion {id: id})
  USING INDEX SEEK n:DatasetVersion(id)
  RETURN n
  // end: DatasetVersion
  // part: Decision
  UNION ALL
  UNWIND CASE $kind WHEN 'Decision' THEN $ids ELSE [] END AS id
  MATCH (n:Decision {id: id})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  // end: Decision
  // part: DecisionPoint
  UNION ALL
  UNWIND CASE $kind WHEN 'DecisionPoint' THEN $ids ELSE [] END AS id
  MATCH (n:DecisionPoint {id: id})
  USING INDEX SEEK n:DecisionPoint(id)
  RETURN n
  // end: DecisionPoint
  // part: Delegation
  UNION ALL
  UNWIND CASE $kind WHEN 'Delegation' THEN $ids ELSE [] END AS id
  MATCH (n:Delegation {id: id})
  USING INDEX SEEK n:Delegation(id)
  RETURN n
  // end: Delegation
  // part: DriftSignal
  UNION ALL
  UNWIND CASE $kind WHEN 'DriftSignal' THEN $ids ELSE [] END AS id
  MATCH (n:DriftSignal {id: id})
  USING INDEX SEEK n:DriftSignal(id)
  RETURN n
  // end: DriftSignal
  // part: Escalation
  UNION ALL
  UNWIND CASE $kind WHEN 'Escalation' THEN $ids ELSE [] END AS id
  MATCH (n:Escalation {id: id})
  USING INDEX SEEK n:Escalation(id)
  RETURN n
  // end: Escalation
  // part: ExceptionGrant
  UNION ALL
  UNWIND CASE $kind WHEN 'ExceptionGrant' THEN $ids ELSE [] END AS id
  MATCH (n:ExceptionGrant {id: id})
  USING INDEX SEEK n:ExceptionGrant(id)
  RETURN n
  // end: ExceptionGrant
  // part: Feature
  UNION ALL
  UNWIND CASE $kind WHEN 'Feature' THEN $ids ELSE [] END AS id
  MATCH (n:Feature {id: id})
  USING INDEX SEEK n:Feature(id)
  RETURN n
  // end: Feature
  // part: FeatureVersion
  UNION ALL
  UNWIND CASE $kind WHEN 'FeatureVersion' THEN $ids ELSE [] END AS id
  MATCH (n:FeatureVersion {id: id})
  USING INDEX SEEK n:FeatureVersion(id)
  RETURN n
  // end: FeatureVersion
  // part: Forecast
  UNION ALL
  UNWIND CASE $kind WHEN 'Forecast' THEN $ids ELSE [] END AS id
  MATCH (n:Forecast {id: id})
  USING INDEX SEEK n:Forecast(id)
  RETURN n
  // end: Forecast
  // part: ForecastRun
  UNION ALL
  UNWIND CASE $kind WHEN 'ForecastRun' THEN $ids ELSE [] END AS id
  MATCH (n:ForecastRun {id: id})
  USING INDEX SEEK n:ForecastRun(id)
  RETURN n
  // end: ForecastRun
  // part: GateEvaluation
  UNION ALL
  UNWIND CASE $kind WHEN 'GateEvaluation' THEN $ids ELSE [] END AS id
  MATCH (n:GateEvaluation {id: id})
  USING INDEX SEEK n:GateEvaluation(id)
  RETURN n
  // end: GateEvaluation
  // part: IdentityMatch
  UNION ALL
  UNWIND CASE $kind WHEN 'IdentityMatch' THEN $ids ELSE [] END AS id
  MATCH (n:IdentityMatch {id: id})
  USING INDEX SEEK n:IdentityMatch(id)
  RETURN n
  // end: IdentityMatch
  // part: IngestRun
  UNION ALL
  UNWIND CASE $kind WHEN 'IngestRun' THEN $ids ELSE [] END AS id
  MATCH (n:IngestRun {id: id})
  USING INDEX SEEK n:IngestRun(id)
  RETURN n
  // end: IngestRun
  // part: InputSnapshot
  UNION ALL
  UNWIND CASE $kind WHEN 'InputSnapshot' THEN $ids ELSE [] END AS id
  MATCH (n:InputSnapshot {id: id})
  USING INDEX SEEK n:InputSnapshot(id)
  RETURN n
  // end: InputSnapshot
  // part: Invariant
  UNION ALL
  UNWIND CASE $kind WHEN 'Invariant' THEN $ids ELSE [] END AS id
  MATCH (n:Invariant {id: id})
  USING INDEX SEEK n:Invariant(id)
  RETURN n
  // end: Invariant
  // part: Kpi
  UNION ALL
  UNWIND CASE $kind WHEN 'Kpi' THEN $ids ELSE [] END AS id
  MATCH (n:Kpi {id: id})
  USING INDEX SEEK n:Kpi(id)
  RETURN n
  // end: Kpi
  // part: Model
  UNION ALL
  UNWIND CASE $kind WHEN 'Model' THEN $ids ELSE [] END AS id
  MATCH (n:Model {id: id})
  USING INDEX SEEK n:Model(id)
  RETURN n
  // end: Model
  // part: ModelVersion
  UNION ALL
  UNWIND CASE $kind WHEN 'ModelVersion' THEN $ids ELSE [] END AS id
  MATCH (n:ModelVersion {id: id})
  USING INDEX SEEK n:ModelVersion(id)
  RETURN n
  // end: ModelVersion
  // part: Outcome
  UNION ALL
  UNWIND CASE $kind WHEN 'Outcome' THEN $ids ELSE [] END AS id
  MATCH (n:Outcome {id: id})
  USING INDEX SEEK n:Outcome(id)
  RETURN n
  // end: Outcome
  // part: Person
  UNION ALL
  UNWIND CASE $kind WHEN 'Person' THEN $ids ELSE [] END AS id
  MATCH (n:Person {id: id})
  USING INDEX SEEK n:Person(id)
  RETURN n
  // end: Person
  // part: Policy
  UNION ALL
  UNWIND CASE $kind WHEN 'Policy' THEN $ids ELSE [] END AS id
  MATCH (n:Policy {id: id})
  USING INDEX SEEK n:Policy(id)
  RETURN n
  // end: Policy
  // part: PolicyVersion
  UNION ALL
  UNWIND CASE $kind WHEN 'PolicyVersion' THEN $ids ELSE [] END AS id
  MATCH (n:PolicyVersion {id: id})
  USING INDEX SEEK n:PolicyVersion(id)
  RETURN n
  // end: PolicyVersion
  // part: Prediction
  UNION ALL
  UNWIND CASE $kind WHEN 'Prediction' THEN $ids ELSE [] END AS id
  MATCH (n:Prediction {id: id})
  USING INDEX SEEK n:Prediction(id)
  RETURN n
  // end: Prediction
  // part: QualityCheck
  UNION ALL
  UNWIND CASE $kind WHEN 'QualityCheck' THEN $ids ELSE [] END AS id
  MATCH (n:QualityCheck {id: id})
  USING INDEX SEEK n:QualityCheck(id)
  RETURN n
  // end: QualityCheck
  // part: QuarantinedRow
  UNION ALL
  UNWIND CASE $kind WHEN 'QuarantinedRow' THEN $ids ELSE [] END AS id
  MATCH (n:QuarantinedRow {id: id})
  USING INDEX SEEK n:QuarantinedRow(id)
  RETURN n
  // end: QuarantinedRow
  // part: Question
  UNION ALL
  UNWIND CASE $kind WHEN 'Question' THEN $ids ELSE [] END AS id
  MATCH (n:Question {id: id})
  USING INDEX SEEK n:Question(id)
  RETURN n
  // end: Question
  // part: Queue
  UNION ALL
  UNWIND CASE $kind WHEN 'Queue' THEN $ids ELSE [] END AS id
  MATCH (n:Queue {id: id})
  USING INDEX SEEK n:Queue(id)
  RETURN n
  // end: Queue
  // part: Recall
  UNION ALL
  UNWIND CASE $kind WHEN 'Recall' THEN $ids ELSE [] END AS id
  MATCH (n:Recall {id: id})
  USING INDEX SEEK n:Recall(id)
  RETURN n
  // end: Recall
  // part: RecallItem
  UNION ALL
  UNWIND CASE $kind WHEN 'RecallItem' THEN $ids ELSE [] END AS id
  MATCH (n:RecallItem {id: id})
  USING INDEX SEEK n:RecallItem(id)
  RETURN n
  // end: RecallItem
  // part: Review
  UNION ALL
  UNWIND CASE $kind WHEN 'Review' THEN $ids ELSE [] END AS id
  MATCH (n:Review {id: id})
  USING INDEX SEEK n:Review(id)
  RETURN n
  // end: Review
  // part: ReviewPacket
  UNION ALL
  UNWIND CASE $kind WHEN 'ReviewPacket' THEN $ids ELSE [] END AS id
  MATCH (n:ReviewPacket {id: id})
  USING INDEX SEEK n:ReviewPacket(id)
  RETURN n
  // end: ReviewPacket
  // part: ReviewTask
  UNION ALL
  UNWIND CASE $kind WHEN 'ReviewTask' THEN $ids ELSE [] END AS id
  MATCH (n:ReviewTask {id: id})
  USING INDEX SEEK n:ReviewTask(id)
  RETURN n
  // end: ReviewTask
  // part: Scenario
  UNION ALL
  UNWIND CASE $kind WHEN 'Scenario' THEN $ids ELSE [] END AS id
  MATCH (n:Scenario {id: id})
  USING INDEX SEEK n:Scenario(id)
  RETURN n
  // end: Scenario
  // part: SimulationRun
  UNION ALL
  UNWIND CASE $kind WHEN 'SimulationRun' THEN $ids ELSE [] END AS id
  MATCH (n:SimulationRun {id: id})
  USING INDEX SEEK n:SimulationRun(id)
  RETURN n
  // end: SimulationRun
  // part: Sla
  UNION ALL
  UNWIND CASE $kind WHEN 'Sla' THEN $ids ELSE [] END AS id
  MATCH (n:Sla {id: id})
  USING INDEX SEEK n:Sla(id)
  RETURN n
  // end: Sla
  // part: Snapshot
  UNION ALL
  UNWIND CASE $kind WHEN 'Snapshot' THEN $ids ELSE [] END AS id
  MATCH (n:Snapshot {id: id})
  USING INDEX SEEK n:Snapshot(id)
  RETURN n
  // end: Snapshot
  // part: SoftwareAgent
  UNION ALL
  UNWIND CASE $kind WHEN 'SoftwareAgent' THEN $ids ELSE [] END AS id
  MATCH (n:SoftwareAgent {id: id})
  USING INDEX SEEK n:SoftwareAgent(id)
  RETURN n
  // end: SoftwareAgent
  // part: Solution
  UNION ALL
  UNWIND CASE $kind WHEN 'Solution' THEN $ids ELSE [] END AS id
  MATCH (n:Solution {id: id})
  USING INDEX SEEK n:Solution(id)
  RETURN n
  // end: Solution
  // part: StateChange
  UNION ALL
  UNWIND CASE $kind WHEN 'StateChange' THEN $ids ELSE [] END AS id
  MATCH (n:StateChange {id: id})
  USING INDEX SEEK n:StateChange(id)
  RETURN n
  // end: StateChange
  // part: Team
  UNION ALL
  UNWIND CASE $kind WHEN 'Team' THEN $ids ELSE [] END AS id
  MATCH (n:Team {id: id})
  USING INDEX SEEK n:Team(id)
  RETURN n
  // end: Team
  // part: Training
  UNION ALL
  UNWIND CASE $kind WHEN 'Training' THEN $ids ELSE [] END AS id
  MATCH (n:Training {id: id})
  USING INDEX SEEK n:Training(id)
  RETURN n
  // end: Training
  // part: TrainingRun
  UNION ALL
  UNWIND CASE $kind WHEN 'TrainingRun' THEN $ids ELSE [] END AS id
  MATCH (n:TrainingRun {id: id})
  USING INDEX SEEK n:TrainingRun(id)
  RETURN n
  // end: TrainingRun
  // part: WebhookEndpoint
  UNION ALL
  UNWIND CASE $kind WHEN 'WebhookEndpoint' THEN $ids ELSE [] END AS id
  MATCH (n:WebhookEndpoint {id: id})
  USING INDEX SEEK n:WebhookEndpoint(id)
  RETURN n
  // end: WebhookEndpoint
}
WITH collect(n) AS starts
// include: blocks/walk_causes.cypher
RETURN [n IN starts | [id(n), labels(n), [name IN $facts | n[name]]]] AS nodes, found AS causes
