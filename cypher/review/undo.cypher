// Which decisions are taken back within their grace? The delivery is cancelled and the case opens a new round.
// include: blocks/lock_case.cypher
OPTIONAL MATCH (e:OutboxEvent {decisionId: row.decisionId})
USING INDEX SEEK e:OutboxEvent(decisionId)
CALL (e, row) {
  WITH e, row
  WHERE e IS NOT NULL
  SET e._lock = row.writeId
  RETURN count(*) AS eventLocked
}
OPTIONAL MATCH (t:ReviewTask {id: row.taskId})
USING INDEX SEEK t:ReviewTask(id)
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, e, t, used) {
  WITH row, c, e, t, used
  WHERE used IS NULL AND c.version = row.caseVersion AND t.state = 'COMPLETED' AND t.version = row.taskVersion
    AND e.state = 'PENDING' AND e.deliverAfter > datetime.realtime().epochMillis
  // There is one of each; the limits have the server plan hop by hop, for all hops together take it a second.
  WITH row, c, e, t LIMIT 1
  MATCH (d:Decision {id: row.decisionId, effectiveCaseId: row.caseId})-[:WAS_ATTRIBUTED_TO]->(person:Person
    {id: row.personId, rightsEpoch: row.rightsEpoch})
  USING INDEX SEEK d:Decision(id)
  WITH row, c, e, t, d LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})-[:IN_QUEUE]->(queue:Queue)
  WITH row, c, e, t, d, queue LIMIT 1
  MATCH (t)-[:PRESENTS]->(old:ReviewPacket)-[:PRESENTS]->(s:InputSnapshot)
  WITH row, c, e, t, d, queue, old, s LIMIT 1
  MATCH (q:QualityCheck)-[:ABOUT]->(s)
  MATCH (policy:PolicyVersion {id: row.policy})
  USING INDEX SEEK policy:PolicyVersion(id)
  WITH row, c, e, t, d, queue, old, s, q, policy, [(old)-[:PRESENTS]->(p:Prediction) | p] AS predictions
  SET c += row.case
  SET e.state = 'CANCELLED', e.pendingUntil = null
  SET t += row.task
  SET d.state = 'INVALIDATED', d.effectiveCaseId = null
  CREATE (h:StateChange:Activity)
  SET h = row.change
  CREATE (h)-[:ABOUT]->(t)
  CREATE (d)-[:WAS_INVALIDATED_BY]->(h)
  CREATE (g:GateEvaluation:Activity)
  SET g = row.evaluation
  // include: blocks/evaluation_edges.cypher
  CREATE (n:ReviewTask:Activity)
  SET n = row.next
  CREATE (n)-[:WAS_GENERATED_BY]->(g)
  CREATE (n)-[:ABOUT]->(c)
  CREATE (n)-[:IN_QUEUE]->(queue)
  CREATE (k:ReviewPacket:Entity)
  SET k = row.packet
  CREATE (k)-[:WAS_REVISION_OF]->(old)
  CREATE (n)-[:PRESENTS]->(k)
  // include: blocks/packet_edges.cypher
  FOREACH (one IN predictions | CREATE (g)-[:USED]->(one))
  CREATE (a:AuditEntry)
  SET a = row.audit
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
