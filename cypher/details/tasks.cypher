// What is there to know of these tasks?
UNWIND $ids AS id
MATCH (t:ReviewTask {id: id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)-[:IN_QUEUE]->(queue:Queue)
OPTIONAL MATCH (t)-[:PRESENTS]->(k:ReviewPacket)
OPTIONAL MATCH (k)-[:PRESENTS]->(gate:GateEvaluation)
OPTIONAL MATCH (k)-[:PRESENTS]->(p:Prediction)
OPTIONAL MATCH (holder:Person {id: t.holderId})
CALL (t) {
  OPTIONAL MATCH (q:Question)-[:ABOUT]->(t)
  WITH q ORDER BY q.recordedAt
  RETURN collect(q { .id, .text, .answer }) AS questions
}
RETURN t { .id, .state, .version, .round, .priority, .dueAt, .leaseEpoch, .leaseExpiresAt } AS task,
       c.id AS case_id, c.externalId AS external_id, point.key AS point, queue.name AS queue,
       point.reasonCodes AS reason_codes, holder.name AS holder, k { .digest, .content } AS packet,
       gate { .result, .rule, .reasons } AS gate, p { .probability, .reasons } AS prediction, questions
