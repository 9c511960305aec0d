// How does a decision stand that is to be looked at again, or the one in force of a case: case, requester, scores, newest round?
CALL () {
  MATCH (d:Decision {id: $decision_id})
  USING INDEX SEEK d:Decision(id)
  RETURN d
  UNION
  MATCH (d:Decision {effectiveCaseId: $case_id})
  USING INDEX SEEK d:Decision(effectiveCaseId)
  RETURN d
}
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(direct:GateEvaluation)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(packet:ReviewPacket)
CALL (direct, packet) {
  UNWIND [one IN [direct, packet] WHERE one IS NOT NULL] AS grounds
  MATCH (grounds)-[:USED|PRESENTS]->(p:Prediction)-[:SCORED_BY]->(model:ModelVersion)-[:VERSION_OF]->(family:Model)
  RETURN collect(DISTINCT p { .id, .target, .probability, .base, .features, .featureValues, .contributions, .reasons,
                              model: family.name, modelVersion: model.version }) AS scores
}
RETURN d { .id, .action, .state, .origin, .finalAt } AS decision, c { .id, .version, .openAppeal } AS case,
       point.key AS point, point.epoch AS point_epoch, scores,
       coalesce(head(COLLECT { MATCH (t:ReviewTask)-[:ABOUT]->(c) RETURN t.round ORDER BY t.round DESC LIMIT 1 }), 0) AS round,
       [(c)-[:REQUESTED_BY]->(one) | one.id] + coalesce(c.submitterIds, []) AS requesters
