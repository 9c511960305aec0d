// What does a node rest on: everything that it was made from, used or followed, up to eight steps?
CALL () {
  MATCH (n:Decision {id: $id})
  USING INDEX SEEK n:Decision(id)
  RETURN n
  UNION
  MATCH (n:Case {id: $id})
  USING INDEX SEEK n:Case(id)
  RETURN n
  UNION
  MATCH (n:ReviewTask {id: $id})
  USING INDEX SEEK n:ReviewTask(id)
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
  MATCH (n:Prediction {id: $id})
  USING INDEX SEEK n:Prediction(id)
  RETURN n
  UNION
  MATCH (n:InputSnapshot {id: $id})
  USING INDEX SEEK n:InputSnapshot(id)
  RETURN n
  UNION
  MATCH (n:GateEvaluation {id: $id})
  USING INDEX SEEK n:GateEvaluation(id)
  RETURN n
  UNION
  MATCH (n:PolicyVersion {id: $id})
  USING INDEX SEEK n:PolicyVersion(id)
  RETURN n
  UNION
  MATCH (n:ModelVersion {id: $id})
  USING INDEX SEEK n:ModelVersion(id)
  RETURN n
  UNION
  MATCH (n:FeatureVersion {id: $id})
  USING INDEX SEEK n:FeatureVersion(id)
  RETURN n
  UNION
  MATCH (n:DatasetVersion {id: $id})
  USING INDEX SEEK n:DatasetVersion(id)
  RETURN n
  UNION
  MATCH (n:Dataset {id: $id})
  USING INDEX SEEK n:Dataset(id)
  RETURN n
  UNION
  MATCH (n:DataSource {id: $id})
  USING INDEX SEEK n:DataSource(id)
  RETURN n
  UNION
  MATCH (n:IngestRun {id: $id})
  USING INDEX SEEK n:IngestRun(id)
  RETURN n
  UNION
  MATCH (n:Outcome {id: $id})
  USING INDEX SEEK n:Outcome(id)
  RETURN n
  UNION
  MATCH (n:BusinessEntity {id: $id})
  USING INDEX SEEK n:BusinessEntity(id)
  RETURN n
  UNION
  MATCH (n:Person {id: $id})
  USING INDEX SEEK n:Person(id)
  RETURN n
  UNION
  MATCH (n:SoftwareAgent {id: $id})
  USING INDEX SEEK n:SoftwareAgent(id)
  RETURN n
  UNION
  MATCH (n:TrainingRun {id: $id})
  USING INDEX SEEK n:TrainingRun(id)
  RETURN n
  UNION
  MATCH (n:Model {id: $id})
  USING INDEX SEEK n:Model(id)
  RETURN n
  UNION
  MATCH (n:Policy {id: $id})
  USING INDEX SEEK n:Policy(id)
  RETURN n
  UNION
  MATCH (n:Feature {id: $id})
  USING INDEX SEEK n:Feature(id)
  RETURN n
  UNION
  MATCH (n:Question {id: $id})
  USING INDEX SEEK n:Question(id)
  RETURN n
  UNION
  MATCH (n:QualityCheck {id: $id})
  USING INDEX SEEK n:QualityCheck(id)
  RETURN n
  UNION
  MATCH (n:StateChange {id: $id})
  USING INDEX SEEK n:StateChange(id)
  RETURN n
  UNION
  MATCH (n:Escalation {id: $id})
  USING INDEX SEEK n:Escalation(id)
  RETURN n
}
WITH n AS start
MATCH (start)-[:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|ESCALATED_BY*0..8]->(n)
WITH DISTINCT start, n
LIMIT $most
WITH start, collect(n) AS found
CALL (found) {
  UNWIND found AS a
  MATCH (a)-[r:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|ESCALATED_BY]->(b)
  WHERE b IN found
  RETURN collect([type(r), a.id, b.id, r.knownFrom, r.knownTo]) AS edges
}
RETURN start.id AS start_id,
       [n IN found | n { .id, .key, .name, .version, .state, .stage, .action, .verdict, .kind, .result, .rule, .probability, .target, .shadow,
                        .externalId, .quality, .value, .command, .toQueue, .knownAt, .recordedAt, labels: labels(n) }] AS nodes,
       edges
