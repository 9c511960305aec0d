// What is there to know of these cases?
UNWIND $ids AS id
MATCH (c:Case {id: id})-[:AT]->(point:DecisionPoint)
USING INDEX SEEK c:Case(id)
OPTIONAL MATCH (g:GateEvaluation)-[:ABOUT]->(c)
WITH c, point, g ORDER BY g.recordedAt DESC, g.id DESC
WITH c, point, collect(g)[0] AS gate
OPTIONAL MATCH (gate)-[:USED]->(p:Prediction) WHERE p.target IS NULL
OPTIONAL MATCH (d:Decision {effectiveCaseId: c.id})
USING INDEX SEEK d:Decision(effectiveCaseId)
CALL (c) {
  // One that somebody can claim, where several people judge a case.
  OPTIONAL MATCH (t:ReviewTask)-[:ABOUT]->(c) WHERE NOT t.state IN ['COMPLETED', 'OBSOLETE']
  RETURN t ORDER BY CASE t.state WHEN 'READY' THEN 0 ELSE 1 END, t.slot LIMIT 1
}
RETURN c { .id, .externalId, .state, .version, .payload, .payloadRevision, .origin, .occurredAt, .sequence, .knownAt } AS case,
       point.key AS point, gate { .result, .rule, .reasons } AS gate,
       p { .probability, .reasons } AS prediction, d.id AS decision_id, t.id AS task_id,
       CASE WHEN c.blindReview THEN [] WHEN point.blindFirst AND c.state IN ['AWAITING_SCORE', 'IN_REVIEW'] THEN coalesce(c._firstAnswers, []) END AS first_answers
