// Which open tasks get a new packet, or are decided without a person, because the rules of their point have changed?
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
CALL (row, c, t) {
  WITH row, c, t
  WHERE c.version = row.caseVersion AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
  // The limits keep the server from finding task and case again by a scan of their edges (record 31).
  WITH row, c, t LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
  WITH row, c, t LIMIT 1
  MATCH (t)-[shown:PRESENTS]->(old:ReviewPacket {digest: row.packetDigest})
  WITH row, c, t, shown, old LIMIT 1
  MATCH (old)-[:PRESENTS]->(s:InputSnapshot)<-[:ABOUT]-(q:QualityCheck)
  WITH row, c, t, shown, old, s, q LIMIT 1
  MATCH (policy:PolicyVersion {id: row.policy})
  USING INDEX SEEK policy:PolicyVersion(id)
  MATCH (gate:SoftwareAgent {key: row.gate})
  USING INDEX SEEK gate:SoftwareAgent(key)
  WITH row, c, t, shown, old, s, q, policy, gate, [(old)-[:PRESENTS]->(p:Prediction) | p] AS predictions
  SET c += row.case
  SET t += row.task
  CREATE (g:GateEvaluation:Activity)
  SET g = row.evaluation
  CREATE (g)-[:ABOUT]->(c)
  CREATE (g)-[:USED]->(s)
  CREATE (g)-[:USED]->(q)
  CREATE (g)-[:HAD_PLAN]->(policy)
  FOREACH (one IN predictions | CREATE (g)-[:USED]->(one))
  FOREACH (one IN row.decisions |
    CREATE (d:Decision:Entity)
    SET d = one
    CREATE (d)-[:ABOUT]->(c)
    CREATE (d)-[:WAS_GENERATED_BY]->(g)
    CREATE (d)-[:GOVERNED_BY]->(policy)
    CREATE (d)-[:WAS_ATTRIBUTED_TO]->(gate))
  FOREACH (one IN row.packets |
    DELETE shown
    CREATE (k:ReviewPacket:Entity)
    SET k = one
    CREATE (k)-[:WAS_REVISION_OF]->(old)
    CREATE (t)-[:PRESENTS]->(k)
    CREATE (k)-[:PRESENTS]->(s)
    CREATE (k)-[:PRESENTS]->(g)
    CREATE (k)-[:PRESENTS]->(policy)
    FOREACH (seen IN predictions | CREATE (k)-[:PRESENTS]->(seen)))
  FOREACH (one IN row.changes |
    CREATE (h:StateChange:Activity)
    SET h = one
    CREATE (h)-[:ABOUT]->(t))
  FOREACH (one IN row.audit |
    CREATE (a:AuditEntry)
    SET a = one)
  FOREACH (one IN row.outbox |
    CREATE (o:OutboxEvent)
    SET o = one)
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN c IS NULL THEN 'NO_CASE' ELSE 'MOVED' END AS verdict
ORDER BY position
