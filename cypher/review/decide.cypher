// Which approvals and rejections hold? The decision is written along the edges that justify it; a missing hop writes nothing.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (c:Case {id: row.caseId})
USING INDEX SEEK c:Case(id)
CALL (c, row) {
  WITH c, row
  WHERE c IS NOT NULL
  SET c._lock = row.writeId
  RETURN count(*) AS locked
}
OPTIONAL MATCH (t:ReviewTask {id: row.taskId})
USING INDEX SEEK t:ReviewTask(id)
CALL (t, row) {
  WITH t, row
  WHERE t IS NOT NULL
  SET t._lock = row.writeId
  RETURN count(*) AS taskLocked
}
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  WHERE used IS NULL AND t.state = 'RESERVED' AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
    AND t.holderId = row.personId AND t.leaseExpiresAt > datetime.realtime().epochMillis
    AND c.version = row.caseVersion
  // There is one of each; the limits have the server plan hop by hop, for all hops together take it seconds.
  WITH row, c, t LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
  WITH row, c, t LIMIT 1
  MATCH (t)-[:PRESENTS]->(packet:ReviewPacket {digest: row.packetDigest})
  WITH row, c, t, packet LIMIT 1
  MATCH (packet)-[:PRESENTS]->(:InputSnapshot)-[:TAKEN_FROM]->(:DatasetVersion)
  WITH row, c, t, packet LIMIT 1
  MATCH (packet)-[:PRESENTS]->(:GateEvaluation)
  WITH row, c, t, packet LIMIT 1
  MATCH (packet)-[:PRESENTS]->(policy:PolicyVersion)
  WHERE COUNT { (packet)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(:ModelVersion) } >= row.scores
  WITH row, c, t, packet, policy LIMIT 1
  MATCH (person:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
  USING INDEX SEEK person:Person(id)
  SET c += row.case
  SET t += row.task
  CREATE (r:Review:Activity)
  SET r = row.review
  CREATE (r)-[:USED]->(t)
  CREATE (r)-[:USED]->(packet)
  CREATE (r)-[:WAS_ASSOCIATED_WITH]->(person)
  CREATE (d:Decision:Entity)
  SET d = row.decision
  CREATE (d)-[:ABOUT]->(c)
  CREATE (d)-[:WAS_GENERATED_BY]->(r)
  CREATE (d)-[:WAS_ATTRIBUTED_TO]->(person)
  CREATE (d)-[:GOVERNED_BY]->(policy)
  FOREACH (one IN row.changes |
    CREATE (h:StateChange:Activity)
    SET h = one
    CREATE (h)-[:ABOUT]->(t))
  CREATE (a:AuditEntry)
  SET a = row.audit
  CREATE (o:OutboxEvent)
  SET o = row.outbox
  CREATE (i:IdempotencyKey)
  SET i = row.idempotency
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN used IS NOT NULL THEN 'KEY_USED' ELSE 'MOVED' END AS verdict
ORDER BY position
