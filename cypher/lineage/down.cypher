// What depends on a node: everything that was made from it, used it or followed it, up to eight steps?
CALL () {
  MATCH (n:Appeal {id: $id})
  USING INDEX SEEK n:Appeal(id)
  RETURN n
  UNION
  MATCH (n:BreakerState {id: $id})
  USING INDEX SEEK n:BreakerState(id)
  RETURN n
  UNION
  MATCH (n:BusinessEntity {id: $id})
  USING INDEX SEEK n:BusinessEntity(id)
  RETURN n
  UNION
  MATCH (n:Case {id: $id})
  USING INDEX SEEK n:Case(id)
  RETURN n
  UNION
  MATCH (n:Category {id: $id})
  USING INDEX SEEK n:Category(id)
  RETURN n
  UNION
  MATCH (n:Constraint {id: $id})
  USING INDEX SEEK n:Constraint(id)
  RETURN n
  UNION
  MATCH (n:DataSource {id: $id})
  USING INDEX SEEK n:DataSource(id)
  RETURN n
  UNION
  MATCH (n:Dataset {id: $id})
  USING INDEX SEEK n:Dataset(id)
  RETURN n
  UNION
  MATCH (n:DatasetVersion {id: $id})
  USING INDEX SEEK n:DatasetVersion(id)
  RETURN n
  UNION
  MATCH (n:Decision {id: $id})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  UNION
  MATCH (n:DecisionPoint {id: $id})
  USING INDEX SEEK n:DecisionPoint(id)
  RETURN n
  UNION
  MATCH (n:Delegation {id: $id})
  USING INDEX SEEK n:Delegation(id)
  RETURN n
  UNION
  MATCH (n:DriftSignal {id: $id})
  USING INDEX SEEK n:DriftSignal(id)
  RETURN n
  UNION
  MATCH (n:Escalation {id: $id})
  USING INDEX SEEK n:Escalation(id)
  RETURN n
  UNION
  MATCH (n:ExceptionGrant {id: $id})
  USING INDEX SEEK n:ExceptionGrant(id)
  RETURN n
  UNION
  MATCH (n:Feature {id: $id})
  USING INDEX SEEK n:Feature(id)
  RETURN n
  UNION
  MATCH (n:FeatureVersion {id: $id})
  USING INDEX SEEK n:FeatureVersion(id)
  RETURN n
  UNION
  MATCH (n:Forecast {id: $id})
  USING INDEX SEEK n:Forecast(id)
  RETURN n
  UNION
  MATCH (n:ForecastRun {id: $id})
  USING INDEX SEEK n:ForecastRun(id)
  RETURN n
  UNION
  MATCH (n:GateEvaluation {id: $id})
  USING INDEX SEEK n:GateEvaluation(id)
  RETURN n
  UNION
  MATCH (n:IdentityMatch {id: $id})
  USING INDEX SEEK n:IdentityMatch(id)
  RETURN n
  UNION
  MATCH (n:IngestRun {id: $id})
  USING INDEX SEEK n:IngestRun(id)
  RETURN n
  UNION
  MATCH (n:InputSnapshot {id: $id})
  USING INDEX SEEK n:InputSnapshot(id)
  RETURN n
  UNION
  MATCH (n:Kpi {id: $id})
  USING INDEX SEEK n:Kpi(id)
  RETURN n
  UNION
  MATCH (n:Model {id: $id})
  USING INDEX SEEK n:Model(id)
  RETURN n
  UNION
  MATCH (n:ModelVersion {id: $id})
  USING INDEX SEEK n:ModelVersion(id)
  RETURN n
  UNION
  MATCH (n:Outcome {id: $id})
  USING INDEX SEEK n:Outcome(id)
  RETURN n
  UNION
  MATCH (n:Person {id: $id})
  USING INDEX SEEK n:Person(id)
  RETURN n
  UNION
  MATCH (n:Policy {id: $id})
  USING INDEX SEEK n:Policy(id)
  RETURN n
  UNION
  MATCH (n:PolicyVersion {id: $id})
  USING INDEX SEEK n:PolicyVersion(id)
  RETURN n
  UNION
  MATCH (n:Prediction {id: $id})
  USING INDEX SEEK n:Prediction(id)
  RETURN n
  UNION
  MATCH (n:QualityCheck {id: $id})
  USING INDEX SEEK n:QualityCheck(id)
  RETURN n
  UNION
  MATCH (n:QuarantinedRow {id: $id})
  USING INDEX SEEK n:QuarantinedRow(id)
  RETURN n
  UNION
  MATCH (n:Question {id: $id})
  USING INDEX SEEK n:Question(id)
  RETURN n
  UNION
  MATCH (n:Queue {id: $id})
  USING INDEX SEEK n:Queue(id)
  RETURN n
  UNION
  MATCH (n:Recall {id: $id})
  USING INDEX SEEK n:Recall(id)
  RETURN n
  UNION
  MATCH (n:RecallItem {id: $id})
  USING INDEX SEEK n:RecallItem(id)
  RETURN n
  UNION
  MATCH (n:Review {id: $id})
  USING INDEX SEEK n:Review(id)
  RETURN n
  UNION
  MATCH (n:ReviewPacket {id: $id})
  USING INDEX SEEK n:ReviewPacket(id)
  RETURN n
  UNION
  MATCH (n:ReviewTask {id: $id})
  USING INDEX SEEK n:ReviewTask(id)
  RETURN n
  UNION
  MATCH (n:Scenario {id: $id})
  USING INDEX SEEK n:Scenario(id)
  RETURN n
  UNION
  MATCH (n:SimulationRun {id: $id})
  USING INDEX SEEK n:SimulationRun(id)
  RETURN n
  UNION
  MATCH (n:Snapshot {id: $id})
  USING INDEX SEEK n:Snapshot(id)
  RETURN n
  UNION
  MATCH (n:SoftwareAgent {id: $id})
  USING INDEX SEEK n:SoftwareAgent(id)
  RETURN n
  UNION
  MATCH (n:StateChange {id: $id})
  USING INDEX SEEK n:StateChange(id)
  RETURN n
  UNION
  MATCH (n:Team {id: $id})
  USING INDEX SEEK n:Team(id)
  RETURN n
  UNION
  MATCH (n:TrainingRun {id: $id})
  USING INDEX SEEK n:TrainingRun(id)
  RETURN n
  UNION
  MATCH (n:WebhookEndpoint {id: $id})
  USING INDEX SEEK n:WebhookEndpoint(id)
  RETURN n
}
WITH n AS start
MATCH (start)<-[:ABOUT|COMPUTED_FROM|CONCERNS|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_PLAN|HAD_PRIMARY_SOURCE|INFLUENCED_BY|PRESENTS|REQUESTED_BY|RESULTED_FROM|SCORED_BY|SCORED_ON|TAKEN_FROM|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF*0..8]-(n)
WHERE n = start OR NOT coalesce(n.shadow, false)
WITH DISTINCT start, n
LIMIT $most
WITH start, collect(n) AS found
CALL (found) {
  UNWIND found AS a
  MATCH (a)-[r:ABOUT|COMPUTED_FROM|CONCERNS|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_PLAN|HAD_PRIMARY_SOURCE|INFLUENCED_BY|PRESENTS|REQUESTED_BY|RESULTED_FROM|SCORED_BY|SCORED_ON|TAKEN_FROM|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]->(b)
  WHERE b IN found
  RETURN collect([type(r), a.id, b.id, r.knownFrom, r.knownTo]) AS edges
}
RETURN start.id AS start_id, [n IN found | n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .asOf,
    .command, .file, .firstRow, .framework, .lastRow, .node, .periodStart, .probability, .provision, .quality, .reason, .result,
    .row, .rule, .sentence, .shadow, .target, .toQueue, .value, .verdict, .words, labels: labels(n),
    called: CASE
      WHEN n:Snapshot THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:ForecastRun THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:Policy THEN coalesce(head([(n)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + substring(n.key, size(at_.key)) }))
      WHEN n:PolicyVersion THEN coalesce(head([(n)-[:VERSION_OF]->(:Policy)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]) + ', version ' + (1 + COUNT { (n)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(of_:PolicyVersion) WHERE of_.knownAt < n.knownAt }), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + split(substring(n.key, size(at_.key)), '|')[0] }))
      WHEN n:Sla THEN head([(n)<-[:CONSTRAINED_BY]-(of_:Queue) | of_.name])
      WHEN n:BreakerState THEN head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])
      WHEN n:DatasetVersion THEN head([(n)-[:VERSION_OF]->(of_:Dataset) | of_.name])
      WHEN n:Feature THEN head([(n)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])
      WHEN n:Model THEN head(COLLECT { MATCH (at_:DecisionPoint {key: n.decisionPoint}) RETURN at_.name })
      WHEN n:ModelVersion THEN head(COLLECT { MATCH (n)-[:VERSION_OF]->(its_:Model) MATCH (at_:DecisionPoint {key: its_.decisionPoint}) RETURN at_.name })
      WHEN n:Escalation THEN head(COLLECT { MATCH (of_:Queue {key: n.toQueue}) RETURN of_.name })
    END }] AS nodes, edges,
       EXISTS {
         MATCH (p:DecisionPoint)
         USING INDEX SEEK p:DecisionPoint(key)
         WHERE p.key > '' AND (p.blindFirst OR p.spotCheckShare > 0)
       } AS blind_first
