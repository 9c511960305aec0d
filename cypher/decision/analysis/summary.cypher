// How many decisions of a period were there, how many have ended, and how many of those badly, by what is asked for?
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
WITH point LIMIT 1
MATCH (d:Decision)
USING INDEX SEEK d:Decision(decidedAt)
WHERE d.decidedAt >= $since AND d.decidedAt < $until AND d.state <> 'INVALIDATED'
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point)
WITH d, c, coalesce(point.badOutcomes, []) AS bad_outcomes
// include: blocks/outcome_rating.cypher
CALL (d) {
  MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE o.knownAt <= $known_by
  // include: blocks/outcome_truth.cypher
  WHERE truth IS NOT NULL
  RETURN collect([o.kind, truth]) AS outcomes
}
CALL (d) {
  OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion) WHERE 'POLICY_VERSION' IN $by
  RETURN policy LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) WHERE 'DECIDER' IN $by
  RETURN coalesce(who.name, who.key) AS decider LIMIT 1
}
CALL (c) {
  OPTIONAL MATCH (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(category:Category) WHERE 'CATEGORY' IN $by
  RETURN category.name AS category ORDER BY category LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(by_gate:Prediction)-[:SCORED_BY]->(gated:ModelVersion)
  WHERE 'MODEL_VERSION' IN $by AND by_gate.target IS NULL
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(shown:Prediction)-[:SCORED_BY]->(presented:ModelVersion)
  WHERE 'MODEL_VERSION' IN $by AND shown.target IS NULL
  RETURN coalesce(gated.key, presented.key) AS model ORDER BY model LIMIT 1
}
WITH *, CASE WHEN 'DAY' IN $by THEN 'day' WHEN 'WEEK' IN $by THEN 'week' WHEN 'MONTH' IN $by THEN 'month' END AS period
WITH *, CASE WHEN period IS NOT NULL
             THEN toString(date(datetime.truncate(period, datetime({epochMillis: d.decidedAt})))) END AS begun
WITH CASE WHEN 'KIND' IN $by THEN d.kind END AS kind, CASE WHEN 'ORIGIN' IN $by THEN d.origin END AS origin,
     CASE WHEN 'ACTION' IN $by THEN d.action END AS action,
     policy, decider, category, model, begun, badly, outcomes
WITH kind, origin, action, policy, decider, category, model, begun, count(*) AS decisions,
     count(badly) AS ended, count(CASE WHEN badly THEN 1 END) AS bad,
     collect(outcomes) AS outcomes
ORDER BY begun, decisions DESC, kind, action, policy.key, decider, category, model
LIMIT $limit
RETURN kind, origin, action, policy.id AS policy_id, policy.key AS policy_key,
       CASE WHEN policy IS NOT NULL THEN 1 + COUNT {
         (policy)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(one:PolicyVersion) WHERE one.knownAt < policy.knownAt
       } END AS policy_number,
       decider, category, model, begun, decisions, ended, bad, outcomes
