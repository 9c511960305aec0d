// Which waiting cases can be routed? Each is gated whole: score, evaluation, and a decision or an open task.
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
OPTIONAL MATCH (s:InputSnapshot {id: row.snapshotId})<-[:ABOUT]-(q:QualityCheck)
USING INDEX SEEK s:InputSnapshot(id)
OPTIONAL MATCH (policy:PolicyVersion {id: row.policy})
USING INDEX SEEK policy:PolicyVersion(id)
OPTIONAL MATCH (gate:SoftwareAgent {key: row.gate})
USING INDEX SEEK gate:SoftwareAgent(key)
CALL (row, c, t, s, q, policy, gate) {
  WITH row, c, t, s, q, policy, gate
  WHERE c.version = row.caseVersion AND t.version = row.taskVersion AND s IS NOT NULL AND policy IS NOT NULL
    AND gate IS NOT NULL AND all(key IN row.models WHERE EXISTS { (:ModelVersion {key: key}) })
  // The limits keep the server from finding task and case again by a scan of their edges (record 31).
  WITH row, c, t, s, q, policy, gate LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
  WITH row, c, t, s, q, policy, gate LIMIT 1
  SET c += row.case
  SET t += row.task
  FOREACH (ms IN row.leases | SET t.leaseExpiresAt = datetime.realtime().epochMillis + ms)
  WITH row, c, t, s, q, policy, gate
  CALL (row, c, t, s, q, policy, gate) {
    UNWIND row.gated AS x
    CREATE (g:GateEvaluation:Activity)
    SET g = x.evaluation
    CREATE (g)-[:ABOUT]->(c)
    CREATE (g)-[:USED]->(s)
    CREATE (g)-[:USED]->(q)
    CREATE (g)-[:HAD_PLAN]->(policy)
    WITH c, t, s, policy, gate, x, g
    CALL (x, s, g) {
      UNWIND x.predictions AS scored
      MATCH (model:ModelVersion {key: scored.model})
      USING INDEX SEEK model:ModelVersion(key)
      CREATE (p:Prediction:Entity)
      SET p = scored.node
      CREATE (p)-[:SCORED_BY]->(model)
      CREATE (p)-[:SCORED_ON]->(s)
      CREATE (g)-[:USED]->(p)
      WITH scored, p
      CALL (scored, p) {
        UNWIND scored.influences AS influence
        MATCH (f:FeatureVersion {key: influence.feature})
        USING INDEX SEEK f:FeatureVersion(key)
        CREATE (p)-[:INFLUENCED_BY {contribution: influence.contribution, rank: influence.rank}]->(f)
        RETURN count(*) AS influences
      }
      RETURN collect(p) AS predictions
    }
    FOREACH (one IN x.decisions |
      CREATE (d:Decision:Entity)
      SET d = one
      CREATE (d)-[:ABOUT]->(c)
      CREATE (d)-[:WAS_GENERATED_BY]->(g)
      CREATE (d)-[:GOVERNED_BY]->(policy)
      CREATE (d)-[:WAS_ATTRIBUTED_TO]->(gate))
    WITH c, t, s, policy, x, g, predictions
    OPTIONAL MATCH (t)-[shown:PRESENTS]->(old:ReviewPacket)
    FOREACH (one IN x.packets |
      DELETE shown
      CREATE (k:ReviewPacket:Entity)
      SET k = one
      FOREACH (earlier IN CASE WHEN old IS NULL THEN [] ELSE [old] END | CREATE (k)-[:WAS_REVISION_OF]->(earlier))
      CREATE (t)-[:PRESENTS]->(k)
      CREATE (t)-[:WAS_GENERATED_BY]->(g)
      CREATE (k)-[:PRESENTS]->(s)
      CREATE (k)-[:PRESENTS]->(g)
      CREATE (k)-[:PRESENTS]->(policy)
      FOREACH (p IN predictions | CREATE (k)-[:PRESENTS]->(p)))
    RETURN count(*) AS gated
  }
  FOREACH (one IN row.changes |
    CREATE (h:StateChange:Activity)
    SET h = one
    CREATE (h)-[:ABOUT]->(c))
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
