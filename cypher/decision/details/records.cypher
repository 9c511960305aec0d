// What is on record of these decisions: who, when, on which data, by which model, policy and rule, what was shown, how it ended?
UNWIND $ids AS id
MATCH (d:Decision {id: id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK d:Decision(id)
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(review:Review)-[:WAS_ASSOCIATED_WITH]->(author:Person)
  OPTIONAL MATCH (k:ErasureKey {key: author.id})
  USING INDEX SEEK k:ErasureKey(key)
  OPTIONAL MATCH (review)-[:USED]->(packet:ReviewPacket)
  RETURN review, packet, k.destroyedAt IS NOT NULL AS erased LIMIT 1
}
CALL (d, packet) {
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(direct:GateEvaluation)
  OPTIONAL MATCH (packet)-[:PRESENTS]->(presented:GateEvaluation)
  RETURN coalesce(direct, presented) AS gate LIMIT 1
}
CALL (d, c, gate) {
  OPTIONAL MATCH (gate)-[:USED]->(used:InputSnapshot)
  OPTIONAL MATCH (d)-[:WAS_DERIVED_FROM]->(derived:InputSnapshot) WHERE gate IS NULL
  OPTIONAL MATCH (newest:InputSnapshot)-[:ABOUT]->(c)
  WHERE gate IS NULL AND derived IS NULL AND NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(newest) }
  RETURN coalesce(used, derived, newest) AS s LIMIT 1
}
CALL (s) {
  OPTIONAL MATCH (check:QualityCheck)-[:ABOUT]->(s)
  RETURN check LIMIT 1
}
CALL (s) {
  OPTIONAL MATCH (s)-[taken:TAKEN_FROM]->(data:DatasetVersion)-[:VERSION_OF]->(dataset:Dataset)
  OPTIONAL MATCH (dataset)-[:HAD_PRIMARY_SOURCE]->(source:DataSource)
  RETURN data, dataset, source, taken.row AS data_row LIMIT 1
}
CALL (gate) {
  OPTIONAL MATCH (gate)-[:USED]->(p:Prediction) WHERE p.target IS NULL
  OPTIONAL MATCH (p)-[:SCORED_BY]->(model:ModelVersion)
  RETURN p, model LIMIT 1
}
CALL (gate) {
  OPTIONAL MATCH (gate)-[:USED]->(other:Prediction) WHERE other.target IS NOT NULL
  RETURN [one IN collect(other { .target, .probability }) WHERE one.target IS NOT NULL] AS further
}
CALL (dataset, model) {
  OPTIONAL MATCH (dataset)<-[:COMPUTED_FROM]-(f:FeatureVersion)
  RETURN f
  UNION
  OPTIONAL MATCH (model)-[:DEPENDS_ON]->(f:FeatureVersion)
  RETURN f
}
WITH d, c, point, review, packet, erased, gate, s, check, data, dataset, source, data_row, p, model, further,
     [one IN collect(f { .key, .words }) WHERE one.key IS NOT NULL] AS named
CALL (d) {
  OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
  OPTIONAL MATCH (policy)-[:VERSION_OF]->(family:Policy)
  RETURN policy, family.key AS family, 1 + COUNT {
    (policy)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(one:PolicyVersion) WHERE one.knownAt < policy.knownAt
  } AS number LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent)
  RETURN who LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(run:IngestRun)
  RETURN run LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_INVALIDATED_BY]->(back:StateChange)
  OPTIONAL MATCH (undoer:Person {id: back.actorId})
  USING INDEX SEEK undoer:Person(id)
  RETURN back { .id, .reason, .recordedAt, by: coalesce(undoer.name, back.actorId) } AS undone LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (o:Outcome)-[:RESULTED_FROM]->(d)
  WHERE NOT EXISTS { (k)-[:WAS_REVISION_OF]->(o) WHERE k.knownAt <= $known_by }
  WITH o ORDER BY o.knownAt, o.id
  RETURN [one IN collect(o { .id, .kind, .value, .money, .knownAt, .correctionReason }) WHERE one.id IS NOT NULL] AS outcomes
}
OPTIONAL MATCH (entry:AuditEntry {subjectId: coalesce(run.id, d.id)})
USING INDEX SEEK entry:AuditEntry(subjectId)
WITH *, coalesce(point.badOutcomes, []) AS bad_outcomes
// include: blocks/outcome_rating.cypher
RETURN d { .id, .action, .verdict, .kind, .state, .origin, .reasonCode, .decidedAt, .sequence, .finalAt } AS decision,
       c { .id, .externalId } AS case, point { .id, .key, .name } AS point,
       who { .id, .key, .name, labels: labels(who) } AS who,
       review { .id, .reasonCode, .firstVerdict,
                forPerson: head([(review)-[:USED]->(:Delegation)-[:ABOUT]->(absent:Person) | absent.name]), note: CASE WHEN erased THEN null ELSE review.note END,
                erased: erased AND review.note IS NOT NULL } AS review,
       packet { .id, .digest } AS packet, gate { .id, .result, .rule, .reasons } AS gate,
       s { .id, .values, .quality } AS snapshot, check.findings AS findings,
       data { .id, .key, .version, dataset: dataset.name, row: data_row } AS data, source { .id, .key, .name } AS source,
       p { .id, .probability, .margin, .base, .features, .featureValues, .contributions, .reasons } AS prediction,
       further, model { .id, .key, .version, .words } AS model, policy { .id, .key, family: family, number: number } AS policy,
       run { .id, .file } AS run, named, undone, outcomes, badly, entry { .id, .leafHash, .leafIndex } AS entry
