// Which open tasks get a new packet, or are decided without a person, because the rules of their point have changed?
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
// include: blocks/exception_used.cypher
CALL (row, c, t, waived) {
  WITH row, c, t, waived
  WHERE c.version = row.caseVersion AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
  // include: blocks/exception_holds.cypher
  // include: blocks/rules_unchanged.cypher
  MATCH (t)-[shown:PRESENTS]->(old:ReviewPacket {digest: row.packetDigest})
  USING INDEX SEEK old:ReviewPacket(digest)
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
  // include: blocks/evaluation_edges.cypher
  FOREACH (one IN predictions | CREATE (g)-[:USED]->(one))
  FOREACH (one IN row.decisions |
    // include: blocks/gate_decision.cypher
  )
  FOREACH (one IN row.packets |
    DELETE shown
    CREATE (k:ReviewPacket:Entity)
    SET k = one
    CREATE (k)-[:WAS_REVISION_OF]->(old)
    CREATE (t)-[:PRESENTS]->(k)
    // include: blocks/packet_edges.cypher
  )
  // include: blocks/changes_of_task.cypher
  // include: blocks/audit_and_outbox.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_gating.cypher
