// Which approvals and rejections hold? The decision is written along the edges that justify it; a missing hop writes nothing.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/held_by_sender.cypher
  // There is one of each; the limits have the server plan hop by hop, for all hops together take it seconds.
  // include: blocks/rules_unchanged.cypher
  MATCH (t)-[:PRESENTS]->(packet:ReviewPacket {digest: row.packetDigest})
  USING INDEX SEEK packet:ReviewPacket(digest)
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
  // include: blocks/changes_of_task.cypher
  CREATE (a:AuditEntry)
  SET a = row.audit
  CREATE (o:OutboxEvent)
  SET o = row.outbox
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
