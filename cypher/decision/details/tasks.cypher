// What is there to know of these tasks?
UNWIND $ids AS id
MATCH (t:ReviewTask {id: id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK t:ReviewTask(id)
MATCH (t)-[:IN_QUEUE]->(queue:Queue)
OPTIONAL MATCH (t)-[:PRESENTS]->(k:ReviewPacket)
OPTIONAL MATCH (k)-[:PRESENTS]->(gate:GateEvaluation)
OPTIONAL MATCH (k)-[:PRESENTS]->(p:Prediction) WHERE p.target IS NULL
OPTIONAL MATCH (k)-[:PRESENTS]->(s:InputSnapshot)
OPTIONAL MATCH (k)-[:PRESENTS]->(policy:PolicyVersion)
// Taken once: state, holder and name are those of one moment.
WITH *, t { .id, .state, .version, .round, .priority, .rung, .dueAt, .atRiskAt, .leaseEpoch, .leaseExpiresAt, .holderId,
            .quorum, .forId, .suspendedUntil, .suggestedId, .suggestedBecause } AS task
OPTIONAL MATCH (holder:Person {id: task.holderId})
USING INDEX SEEK holder:Person(id)
OPTIONAL MATCH (absent:Person {id: task.forId})
USING INDEX SEEK absent:Person(id)
OPTIONAL MATCH (suggested:Person {id: CASE WHEN task.state = 'READY' THEN task.suggestedId END})
USING INDEX SEEK suggested:Person(id)
OPTIONAL MATCH (appeal:Appeal {id: c.openAppeal})
USING INDEX SEEK appeal:Appeal(id)
CALL (t) {
  OPTIONAL MATCH (q:Question)-[:ABOUT]->(t)
  WITH q ORDER BY q.recordedAt
  RETURN collect(q { .id, .text, .answer }) AS questions
}
RETURN task,
       c { .id, .externalId, .state, .payload, .occurredAt } AS case,
       point { .key, .proposalAction, .alternativeAction, .correctionAction, .reasonCodes, .ownReasons, .noteRequired, .highImpact } AS point,
       CASE WHEN point.blindFirst AND c.state IN ['AWAITING_SCORE', 'IN_REVIEW'] THEN coalesce(c._firstAnswers, []) END AS first_answers,
       CASE WHEN appeal.kind <> 'SPOT_CHECK' THEN appeal { .kind, .reason } END AS appeal, queue.name AS queue, holder.name AS holder, absent.name AS held_for, suggested.name AS suggested,
       k { .digest, content: CASE WHEN $whole THEN k.content END } AS packet, gate { .result, .rule, .reasons } AS gate,
       p { .probability, .reasons } AS prediction,
       [(k)-[:PRESENTS]->(other:Prediction) WHERE other.target IS NOT NULL | other { .target, .probability }] AS further,
       s.quality AS quality,
       policy.id AS policy_id, questions,
       CASE WHEN task.quorum IS NULL THEN [] ELSE [(c)<-[:ABOUT]-(one:ReviewTask {round: task.round}) | one {
         .id, .state, .holderId, .leaseExpiresAt,
         verdict: head([(one)<-[:USED]-(r:Review) WHERE r.verdict IN ['APPROVE', 'REJECT'] | r.verdict]),
         carried: EXISTS { (one)<-[:USED]-(:Review {verdict: 'APPROVE'})-[:WAS_INFORMED_BY]->(:Review {verdict: 'EDIT'}) } }]
         END AS peers,
       CASE WHEN task.quorum IS NULL THEN null ELSE head([
         (s)-[:WAS_GENERATED_BY]->(edit:Review {verdict: 'EDIT'})-[:USED]->(was:ReviewTask) WHERE was.round = task.round - 1
         | { by: head([(edit)-[:WAS_ASSOCIATED_WITH]->(who:Person) | who.name]), at: edit.recordedAt, values: s.values,
             before: head([(s)-[:WAS_REVISION_OF]->(old:InputSnapshot) | old.values]) }]) END AS correction
