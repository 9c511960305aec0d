// What is one decision based on: data, features, model, policy, person, gate, and what was seen?
MATCH (d:Decision {id: $decision_id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK d:Decision(id)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(review:Review)
OPTIONAL MATCH (review)-[:USED]->(packet:ReviewPacket)
OPTIONAL MATCH (packet)-[:PRESENTS]->(shown:GateEvaluation)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(direct:GateEvaluation)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(run:IngestRun)
WITH d, c, point, review, packet, run, coalesce(direct, shown) AS gate
CALL (c, gate) {
  MATCH (gate)-[:USED]->(s:InputSnapshot)
  RETURN s
  UNION
  WITH c, gate WHERE gate IS NULL
  MATCH (s:InputSnapshot)-[:ABOUT]->(c) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
  RETURN s
}
OPTIONAL MATCH (s)-[taken:TAKEN_FROM]->(data:DatasetVersion)
OPTIONAL MATCH (gate)-[:USED]->(p:Prediction) WHERE p.target IS NULL
OPTIONAL MATCH (p)-[:SCORED_BY]->(model:ModelVersion)
OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent)
OPTIONAL MATCH (entry:AuditEntry {subjectId: coalesce(run.id, d.id)})
USING INDEX SEEK entry:AuditEntry(subjectId)
CALL (p, data) {
  OPTIONAL MATCH (p)-[seen:INFLUENCED_BY]->(f:FeatureVersion)
  WITH f, seen ORDER BY seen.rank
  RETURN [one IN collect(f { .id, .key, .words, contribution: seen.contribution }) WHERE one.id IS NOT NULL] AS features
}
CALL (model) {
  OPTIONAL MATCH (model)-[:TRAINED_ON]->(learned:DatasetVersion)
  WITH learned ORDER BY learned.knownAt
  RETURN [one IN collect(learned { .id, .key }) WHERE one.id IS NOT NULL] AS trained_on
}
RETURN d.id AS decision_id, point.key AS point, s { .id, .values, .quality, .asOf } AS snapshot,
       data { .id, .key, row: taken.row } AS data, trained_on, features, model { .id, .key, .stage } AS model,
       p { .id, .probability, .reasons } AS prediction, policy { .id, .key, .stage, .parameters } AS policy,
       who { .id, .key, .name, labels: labels(who) } AS person,
       gate { .id, .result, .rule, .reasons, .recordedAt } AS gate,
       review { .id, .verdict, .reasonCode, .recordedAt } AS review, packet { .id, .digest, .content } AS packet,
       run { .id, .file, .sha256 } AS run, entry { .id, .leafHash, .leafIndex } AS entry
LIMIT 1
