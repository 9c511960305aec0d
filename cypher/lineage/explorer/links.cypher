// How many neighbours have these nodes by edge, way and kind, among so many each way; more are counted by edge alone?
CALL () {
  UNWIND [one IN $nodes WHERE one[0] = 'Appeal' | one[1]] AS id
  MATCH (n:Appeal {id: id})
  USING INDEX SEEK n:Appeal(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'BreakerState' | one[1]] AS id
  MATCH (n:BreakerState {id: id})
  USING INDEX SEEK n:BreakerState(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'BusinessEntity' | one[1]] AS id
  MATCH (n:BusinessEntity {id: id})
  USING INDEX SEEK n:BusinessEntity(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Calendar' | one[1]] AS id
  MATCH (n:Calendar {id: id})
  USING INDEX SEEK n:Calendar(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Case' | one[1]] AS id
  MATCH (n:Case {id: id})
  USING INDEX SEEK n:Case(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Category' | one[1]] AS id
  MATCH (n:Category {id: id})
  USING INDEX SEEK n:Category(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Constraint' | one[1]] AS id
  MATCH (n:Constraint {id: id})
  USING INDEX SEEK n:Constraint(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Control' | one[1]] AS id
  MATCH (n:Control {id: id})
  USING INDEX SEEK n:Control(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'DataSource' | one[1]] AS id
  MATCH (n:DataSource {id: id})
  USING INDEX SEEK n:DataSource(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Dataset' | one[1]] AS id
  MATCH (n:Dataset {id: id})
  USING INDEX SEEK n:Dataset(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'DatasetVersion' | one[1]] AS id
  MATCH (n:DatasetVersion {id: id})
  USING INDEX SEEK n:DatasetVersion(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Decision' | one[1]] AS id
  MATCH (n:Decision {id: id})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'DecisionPoint' | one[1]] AS id
  MATCH (n:DecisionPoint {id: id})
  USING INDEX SEEK n:DecisionPoint(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Delegation' | one[1]] AS id
  MATCH (n:Delegation {id: id})
  USING INDEX SEEK n:Delegation(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'DriftSignal' | one[1]] AS id
  MATCH (n:DriftSignal {id: id})
  USING INDEX SEEK n:DriftSignal(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Escalation' | one[1]] AS id
  MATCH (n:Escalation {id: id})
  USING INDEX SEEK n:Escalation(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'ExceptionGrant' | one[1]] AS id
  MATCH (n:ExceptionGrant {id: id})
  USING INDEX SEEK n:ExceptionGrant(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Feature' | one[1]] AS id
  MATCH (n:Feature {id: id})
  USING INDEX SEEK n:Feature(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'FeatureVersion' | one[1]] AS id
  MATCH (n:FeatureVersion {id: id})
  USING INDEX SEEK n:FeatureVersion(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Forecast' | one[1]] AS id
  MATCH (n:Forecast {id: id})
  USING INDEX SEEK n:Forecast(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'ForecastRun' | one[1]] AS id
  MATCH (n:ForecastRun {id: id})
  USING INDEX SEEK n:ForecastRun(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'GateEvaluation' | one[1]] AS id
  MATCH (n:GateEvaluation {id: id})
  USING INDEX SEEK n:GateEvaluation(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'IdentityMatch' | one[1]] AS id
  MATCH (n:IdentityMatch {id: id})
  USING INDEX SEEK n:IdentityMatch(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'IngestRun' | one[1]] AS id
  MATCH (n:IngestRun {id: id})
  USING INDEX SEEK n:IngestRun(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'InputSnapshot' | one[1]] AS id
  MATCH (n:InputSnapshot {id: id})
  USING INDEX SEEK n:InputSnapshot(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Invariant' | one[1]] AS id
  MATCH (n:Invariant {id: id})
  USING INDEX SEEK n:Invariant(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Kpi' | one[1]] AS id
  MATCH (n:Kpi {id: id})
  USING INDEX SEEK n:Kpi(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Model' | one[1]] AS id
  MATCH (n:Model {id: id})
  USING INDEX SEEK n:Model(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'ModelVersion' | one[1]] AS id
  MATCH (n:ModelVersion {id: id})
  USING INDEX SEEK n:ModelVersion(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Outcome' | one[1]] AS id
  MATCH (n:Outcome {id: id})
  USING INDEX SEEK n:Outcome(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Person' | one[1]] AS id
  MATCH (n:Person {id: id})
  USING INDEX SEEK n:Person(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Policy' | one[1]] AS id
  MATCH (n:Policy {id: id})
  USING INDEX SEEK n:Policy(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'PolicyVersion' | one[1]] AS id
  MATCH (n:PolicyVersion {id: id})
  USING INDEX SEEK n:PolicyVersion(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Prediction' | one[1]] AS id
  MATCH (n:Prediction {id: id})
  USING INDEX SEEK n:Prediction(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'QualityCheck' | one[1]] AS id
  MATCH (n:QualityCheck {id: id})
  USING INDEX SEEK n:QualityCheck(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'QuarantinedRow' | one[1]] AS id
  MATCH (n:QuarantinedRow {id: id})
  USING INDEX SEEK n:QuarantinedRow(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Question' | one[1]] AS id
  MATCH (n:Question {id: id})
  USING INDEX SEEK n:Question(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Queue' | one[1]] AS id
  MATCH (n:Queue {id: id})
  USING INDEX SEEK n:Queue(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Recall' | one[1]] AS id
  MATCH (n:Recall {id: id})
  USING INDEX SEEK n:Recall(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'RecallItem' | one[1]] AS id
  MATCH (n:RecallItem {id: id})
  USING INDEX SEEK n:RecallItem(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Review' | one[1]] AS id
  MATCH (n:Review {id: id})
  USING INDEX SEEK n:Review(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'ReviewPacket' | one[1]] AS id
  MATCH (n:ReviewPacket {id: id})
  USING INDEX SEEK n:ReviewPacket(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'ReviewTask' | one[1]] AS id
  MATCH (n:ReviewTask {id: id})
  USING INDEX SEEK n:ReviewTask(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Scenario' | one[1]] AS id
  MATCH (n:Scenario {id: id})
  USING INDEX SEEK n:Scenario(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'SimulationRun' | one[1]] AS id
  MATCH (n:SimulationRun {id: id})
  USING INDEX SEEK n:SimulationRun(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Sla' | one[1]] AS id
  MATCH (n:Sla {id: id})
  USING INDEX SEEK n:Sla(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Snapshot' | one[1]] AS id
  MATCH (n:Snapshot {id: id})
  USING INDEX SEEK n:Snapshot(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'SoftwareAgent' | one[1]] AS id
  MATCH (n:SoftwareAgent {id: id})
  USING INDEX SEEK n:SoftwareAgent(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Solution' | one[1]] AS id
  MATCH (n:Solution {id: id})
  USING INDEX SEEK n:Solution(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'StateChange' | one[1]] AS id
  MATCH (n:StateChange {id: id})
  USING INDEX SEEK n:StateChange(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Team' | one[1]] AS id
  MATCH (n:Team {id: id})
  USING INDEX SEEK n:Team(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'Training' | one[1]] AS id
  MATCH (n:Training {id: id})
  USING INDEX SEEK n:Training(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'TrainingRun' | one[1]] AS id
  MATCH (n:TrainingRun {id: id})
  USING INDEX SEEK n:TrainingRun(id)
  RETURN n
  UNION
  UNWIND [one IN $nodes WHERE one[0] = 'WebhookEndpoint' | one[1]] AS id
  MATCH (n:WebhookEndpoint {id: id})
  USING INDEX SEEK n:WebhookEndpoint(id)
  RETURN n
}
WITH n AS start
CALL (start) {
  MATCH (start)-[r:ABOUT|ACTED_ON_BEHALF_OF|ASSIGNED_TO|AT|COMPUTED_FROM|CONCERNS|CONSTRAINED_BY|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_MEMBER|HAD_PLAN|HAD_PRIMARY_SOURCE|HAS_TRAINING|INFLUENCED_BY|IN_CATEGORY|IN_QUEUE|OWNED_BY|PRESENTS|REQUESTED_BY|RESOLVED_BY|RESULTED_FROM|SAME_AS|SCORED_BY|SCORED_ON|SUPPORTS|TAKEN_FROM|TIED_TO|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]->(n)
  WHERE ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
  WITH type(r) AS edge, labels(n) AS labels LIMIT $most
  WITH edge, labels, count(*) AS nodes
  RETURN collect([edge, labels, nodes]) AS causes
}
CALL (start) {
  MATCH (start)<-[r:ABOUT|ACTED_ON_BEHALF_OF|ASSIGNED_TO|AT|COMPUTED_FROM|CONCERNS|CONSTRAINED_BY|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_MEMBER|HAD_PLAN|HAD_PRIMARY_SOURCE|HAS_TRAINING|INFLUENCED_BY|IN_CATEGORY|IN_QUEUE|OWNED_BY|PRESENTS|REQUESTED_BY|RESOLVED_BY|RESULTED_FROM|SAME_AS|SCORED_BY|SCORED_ON|SUPPORTS|TAKEN_FROM|TIED_TO|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]-(n)
  WHERE ($as_of IS NULL OR (coalesce(n.knownAt, 0) <= $as_of AND coalesce(r.knownFrom, 0) <= $as_of))
    AND (r.knownTo IS NULL OR ($as_of IS NOT NULL AND r.knownTo > $as_of))
  WITH type(r) AS edge, labels(n) AS labels LIMIT $most
  WITH edge, labels, count(*) AS nodes
  RETURN collect([edge, labels, nodes]) AS effects
}
CALL (start, causes, effects) {
  WITH start
  WHERE reduce(sum = 0, one IN causes | sum + one[2]) >= $most
     OR reduce(sum = 0, one IN effects | sum + one[2]) >= $most
  RETURN collect([
  ['UP', 'ABOUT', COUNT { (start)-[:ABOUT]->() }],
  ['UP', 'ACTED_ON_BEHALF_OF', COUNT { (start)-[:ACTED_ON_BEHALF_OF]->() }],
  ['UP', 'ASSIGNED_TO', COUNT { (start)-[:ASSIGNED_TO]->() }],
  ['UP', 'AT', COUNT { (start)-[:AT]->() }],
  ['UP', 'COMPUTED_FROM', COUNT { (start)-[:COMPUTED_FROM]->() }],
  ['UP', 'CONCERNS', COUNT { (start)-[:CONCERNS]->() }],
  ['UP', 'CONSTRAINED_BY', COUNT { (start)-[:CONSTRAINED_BY]->() }],
  ['UP', 'DEPENDS_ON', COUNT { (start)-[:DEPENDS_ON]->() }],
  ['UP', 'DISPUTES', COUNT { (start)-[:DISPUTES]->() }],
  ['UP', 'ESCALATED_BY', COUNT { (start)-[:ESCALATED_BY]->() }],
  ['UP', 'GOVERNED_BY', COUNT { (start)-[:GOVERNED_BY]->() }],
  ['UP', 'HAD_MEMBER', COUNT { (start)-[:HAD_MEMBER]->() }],
  ['UP', 'HAD_PLAN', COUNT { (start)-[:HAD_PLAN]->() }],
  ['UP', 'HAD_PRIMARY_SOURCE', COUNT { (start)-[:HAD_PRIMARY_SOURCE]->() }],
  ['UP', 'HAS_TRAINING', COUNT { (start)-[:HAS_TRAINING]->() }],
  ['UP', 'INFLUENCED_BY', COUNT { (start)-[:INFLUENCED_BY]->() }],
  ['UP', 'IN_CATEGORY', COUNT { (start)-[:IN_CATEGORY]->() }],
  ['UP', 'IN_QUEUE', COUNT { (start)-[:IN_QUEUE]->() }],
  ['UP', 'OWNED_BY', COUNT { (start)-[:OWNED_BY]->() }],
  ['UP', 'PRESENTS', COUNT { (start)-[:PRESENTS]->() }],
  ['UP', 'REQUESTED_BY', COUNT { (start)-[:REQUESTED_BY]->() }],
  ['UP', 'RESOLVED_BY', COUNT { (start)-[:RESOLVED_BY]->() }],
  ['UP', 'RESULTED_FROM', COUNT { (start)-[:RESULTED_FROM]->() }],
  ['UP', 'SAME_AS', COUNT { (start)-[:SAME_AS]->() }],
  ['UP', 'SCORED_BY', COUNT { (start)-[:SCORED_BY]->() }],
  ['UP', 'SCORED_ON', COUNT { (start)-[:SCORED_ON]->() }],
  ['UP', 'SUPPORTS', COUNT { (start)-[:SUPPORTS]->() }],
  ['UP', 'TAKEN_FROM', COUNT { (start)-[:TAKEN_FROM]->() }],
  ['UP', 'TIED_TO', COUNT { (start)-[:TIED_TO]->() }],
  ['UP', 'TRAINED_ON', COUNT { (start)-[:TRAINED_ON]->() }],
  ['UP', 'USED', COUNT { (start)-[:USED]->() }],
  ['UP', 'VERSION_OF', COUNT { (start)-[:VERSION_OF]->() }],
  ['UP', 'WAIVES', COUNT { (start)-[:WAIVES]->() }],
  ['UP', 'WAS_ASSOCIATED_WITH', COUNT { (start)-[:WAS_ASSOCIATED_WITH]->() }],
  ['UP', 'WAS_ATTRIBUTED_TO', COUNT { (start)-[:WAS_ATTRIBUTED_TO]->() }],
  ['UP', 'WAS_DERIVED_FROM', COUNT { (start)-[:WAS_DERIVED_FROM]->() }],
  ['UP', 'WAS_GENERATED_BY', COUNT { (start)-[:WAS_GENERATED_BY]->() }],
  ['UP', 'WAS_INFORMED_BY', COUNT { (start)-[:WAS_INFORMED_BY]->() }],
  ['UP', 'WAS_INVALIDATED_BY', COUNT { (start)-[:WAS_INVALIDATED_BY]->() }],
  ['UP', 'WAS_REVISION_OF', COUNT { (start)-[:WAS_REVISION_OF]->() }],
  ['DOWN', 'ABOUT', COUNT { (start)<-[:ABOUT]-() }],
  ['DOWN', 'ACTED_ON_BEHALF_OF', COUNT { (start)<-[:ACTED_ON_BEHALF_OF]-() }],
  ['DOWN', 'ASSIGNED_TO', COUNT { (start)<-[:ASSIGNED_TO]-() }],
  ['DOWN', 'AT', COUNT { (start)<-[:AT]-() }],
  ['DOWN', 'COMPUTED_FROM', COUNT { (start)<-[:COMPUTED_FROM]-() }],
  ['DOWN', 'CONCERNS', COUNT { (start)<-[:CONCERNS]-() }],
  ['DOWN', 'CONSTRAINED_BY', COUNT { (start)<-[:CONSTRAINED_BY]-() }],
  ['DOWN', 'DEPENDS_ON', COUNT { (start)<-[:DEPENDS_ON]-() }],
  ['DOWN', 'DISPUTES', COUNT { (start)<-[:DISPUTES]-() }],
  ['DOWN', 'ESCALATED_BY', COUNT { (start)<-[:ESCALATED_BY]-() }],
  ['DOWN', 'GOVERNED_BY', COUNT { (start)<-[:GOVERNED_BY]-() }],
  ['DOWN', 'HAD_MEMBER', COUNT { (start)<-[:HAD_MEMBER]-() }],
  ['DOWN', 'HAD_PLAN', COUNT { (start)<-[:HAD_PLAN]-() }],
  ['DOWN', 'HAD_PRIMARY_SOURCE', COUNT { (start)<-[:HAD_PRIMARY_SOURCE]-() }],
  ['DOWN', 'HAS_TRAINING', COUNT { (start)<-[:HAS_TRAINING]-() }],
  ['DOWN', 'INFLUENCED_BY', COUNT { (start)<-[:INFLUENCED_BY]-() }],
  ['DOWN', 'IN_CATEGORY', COUNT { (start)<-[:IN_CATEGORY]-() }],
  ['DOWN', 'IN_QUEUE', COUNT { (start)<-[:IN_QUEUE]-() }],
  ['DOWN', 'OWNED_BY', COUNT { (start)<-[:OWNED_BY]-() }],
  ['DOWN', 'PRESENTS', COUNT { (start)<-[:PRESENTS]-() }],
  ['DOWN', 'REQUESTED_BY', COUNT { (start)<-[:REQUESTED_BY]-() }],
  ['DOWN', 'RESOLVED_BY', COUNT { (start)<-[:RESOLVED_BY]-() }],
  ['DOWN', 'RESULTED_FROM', COUNT { (start)<-[:RESULTED_FROM]-() }],
  ['DOWN', 'SAME_AS', COUNT { (start)<-[:SAME_AS]-() }],
  ['DOWN', 'SCORED_BY', COUNT { (start)<-[:SCORED_BY]-() }],
  ['DOWN', 'SCORED_ON', COUNT { (start)<-[:SCORED_ON]-() }],
  ['DOWN', 'SUPPORTS', COUNT { (start)<-[:SUPPORTS]-() }],
  ['DOWN', 'TAKEN_FROM', COUNT { (start)<-[:TAKEN_FROM]-() }],
  ['DOWN', 'TIED_TO', COUNT { (start)<-[:TIED_TO]-() }],
  ['DOWN', 'TRAINED_ON', COUNT { (start)<-[:TRAINED_ON]-() }],
  ['DOWN', 'USED', COUNT { (start)<-[:USED]-() }],
  ['DOWN', 'VERSION_OF', COUNT { (start)<-[:VERSION_OF]-() }],
  ['DOWN', 'WAIVES', COUNT { (start)<-[:WAIVES]-() }],
  ['DOWN', 'WAS_ASSOCIATED_WITH', COUNT { (start)<-[:WAS_ASSOCIATED_WITH]-() }],
  ['DOWN', 'WAS_ATTRIBUTED_TO', COUNT { (start)<-[:WAS_ATTRIBUTED_TO]-() }],
  ['DOWN', 'WAS_DERIVED_FROM', COUNT { (start)<-[:WAS_DERIVED_FROM]-() }],
  ['DOWN', 'WAS_GENERATED_BY', COUNT { (start)<-[:WAS_GENERATED_BY]-() }],
  ['DOWN', 'WAS_INFORMED_BY', COUNT { (start)<-[:WAS_INFORMED_BY]-() }],
  ['DOWN', 'WAS_INVALIDATED_BY', COUNT { (start)<-[:WAS_INVALIDATED_BY]-() }],
  ['DOWN', 'WAS_REVISION_OF', COUNT { (start)<-[:WAS_REVISION_OF]-() }]
  ]) AS degrees
}
RETURN start.id AS id, [one IN coalesce(head(degrees), []) WHERE one[2] > 0] AS degrees, causes, effects
