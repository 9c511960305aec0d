// Which waiting cases can be routed? Each is gated whole: score, evaluation, and a decision or an open task.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (s:InputSnapshot {id: row.snapshotId})<-[:ABOUT]-(q:QualityCheck)
USING INDEX SEEK s:InputSnapshot(id)
OPTIONAL MATCH (policy:PolicyVersion {id: row.policy})
USING INDEX SEEK policy:PolicyVersion(id)
OPTIONAL MATCH (gate:SoftwareAgent {key: row.gate})
USING INDEX SEEK gate:SoftwareAgent(key)
// include: blocks/exception_used.cypher
CALL (row, c, t, s, q, policy, gate, waived) {
  WITH row, c, t, s, q, policy, gate, waived
  WHERE c.version = row.caseVersion AND t.version = row.taskVersion AND s IS NOT NULL AND policy IS NOT NULL
    AND gate IS NOT NULL AND all(key IN row.models WHERE EXISTS { (:ModelVersion {key: key}) })
    // include: blocks/exception_holds.cypher
  // The limits keep the server from finding task and case again by a scan of their edges (record 31).
  WITH row, c, t, s, q, policy, gate, waived LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
  WITH row, c, t, s, q, policy, gate, waived LIMIT 1
  SET c += row.case
  SET t += row.task
  FOREACH (ms IN row.leases | SET t.leaseExpiresAt = datetime.realtime().epochMillis + ms)
  WITH row, c, t, s, q, policy, gate, waived
  CALL (row, c, t, s, q, policy, gate, waived) {
    UNWIND row.gated AS x
    CREATE (g:GateEvaluation:Activity)
    SET g = x.evaluation
    // include: blocks/evaluation_edges.cypher
    WITH c, t, s, policy, gate, waived, x, g
    // include: blocks/predictions.cypher
    FOREACH (one IN x.decisions |
      // include: blocks/gate_decision.cypher
    )
    WITH c, t, s, policy, x, g, predictions
    OPTIONAL MATCH (t)-[shown:PRESENTS]->(old:ReviewPacket)
    FOREACH (one IN x.packets |
      DELETE shown
      CREATE (k:ReviewPacket:Entity)
      SET k = one
      FOREACH (earlier IN CASE WHEN old IS NULL THEN [] ELSE [old] END | CREATE (k)-[:WAS_REVISION_OF]->(earlier))
      CREATE (t)-[:PRESENTS]->(k)
      CREATE (t)-[:WAS_GENERATED_BY]->(g)
      // include: blocks/packet_edges.cypher
    )
    RETURN count(*) AS gated
  }
  // include: blocks/changes_of_case.cypher
  // include: blocks/audit_and_outbox.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_gating.cypher
