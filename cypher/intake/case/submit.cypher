// Which submissions are new? Each new one is stored whole: case, input, score, gate verdict, decision or task.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (present:Case {key: row.case.key})
USING INDEX SEEK present:Case(key)
OPTIONAL MATCH (point:DecisionPoint {key: row.point})
USING INDEX SEEK point:DecisionPoint(key)
OPTIONAL MATCH (data:DatasetVersion {key: row.dataset})
USING INDEX SEEK data:DatasetVersion(key)
OPTIONAL MATCH (policy:PolicyVersion {id: row.policy})
USING INDEX SEEK policy:PolicyVersion(id)
OPTIONAL MATCH (gate:SoftwareAgent {key: row.gate})
USING INDEX SEEK gate:SoftwareAgent(key)
OPTIONAL MATCH (asker:Person {id: row.requester})
USING INDEX SEEK asker:Person(id)
OPTIONAL MATCH (program:SoftwareAgent {id: row.requester})
USING INDEX SEEK program:SoftwareAgent(id)
// include: blocks/exception_used.cypher
CALL (row, used, present, point, data, policy, gate, asker, program, waived) {
  WITH row, used, present, point, data, policy, gate, asker, program, waived
  WHERE used IS NULL AND present IS NULL AND data IS NOT NULL AND policy IS NOT NULL AND gate IS NOT NULL
    AND all(key IN row.models WHERE EXISTS { (:ModelVersion {key: key}) }) AND point.epoch = row.pointEpoch
    // include: blocks/exception_holds.cypher
  MATCH (point)-[:IN_QUEUE]->(queue:Queue)
  CREATE (c:Case:Entity)
  SET c = row.case
  CREATE (s:InputSnapshot:Entity)
  SET s = row.snapshot
  CREATE (q:QualityCheck:Entity)
  SET q = row.quality
  CREATE (c)-[:AT]->(point)
  CREATE (s)-[:ABOUT]->(c)
  CREATE (s)-[:TAKEN_FROM {row: row.sourceRow}]->(data)
  CREATE (q)-[:ABOUT]->(s)
  FOREACH (one IN row.entities |
    MERGE (b:BusinessEntity {key: one.key})
      ON CREATE SET b = one, b:Entity
    CREATE (c)-[:CONCERNS]->(b))
  FOREACH (one IN [x IN [asker, program] WHERE x IS NOT NULL] | CREATE (c)-[:REQUESTED_BY]->(one))
  FOREACH (one IN row.outsiders |
    MERGE (r:Person {key: one.key})
      ON CREATE SET r = one, r:Agent
    CREATE (c)-[:REQUESTED_BY]->(r))
  FOREACH (one IN row.waiting |
    CREATE (t:ReviewTask:Activity)
    SET t = one
    CREATE (t)-[:ABOUT]->(c)
    CREATE (t)-[:IN_QUEUE]->(queue))
  WITH row, c, s, q, queue, policy, gate, waived
  CALL (row, c, s, q, queue, policy, gate, waived) {
    UNWIND row.gated AS x
    CREATE (g:GateEvaluation:Activity)
    SET g = x.evaluation
    // include: blocks/evaluation_edges.cypher
    WITH c, s, queue, policy, gate, waived, x, g
    // include: blocks/predictions.cypher
    FOREACH (one IN x.decisions |
      // include: blocks/gate_decision.cypher
    )
    FOREACH (one IN x.tasks |
      CREATE (t:ReviewTask:Activity)
      SET t = one
      CREATE (t)-[:WAS_GENERATED_BY]->(g)
      CREATE (t)-[:ABOUT]->(c)
      CREATE (t)-[:IN_QUEUE]->(queue)
      CREATE (k:ReviewPacket:Entity)
      SET k = x.packet
      CREATE (t)-[:PRESENTS]->(k)
      // include: blocks/packet_edges.cypher
    )
    RETURN count(*) AS gated
  }
  // include: blocks/changes_of_case.cypher
  // include: blocks/audit_and_outbox.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
RETURN CASE
         WHEN written = 1 THEN 'WRITTEN'
         WHEN used IS NOT NULL THEN 'KEY_USED'
         WHEN present IS NOT NULL THEN 'CASE_EXISTS'
         WHEN point IS NULL THEN 'NO_POINT'
         WHEN point.epoch <> row.pointEpoch THEN 'EPOCH_MOVED'
         ELSE 'MISSING'
       END AS verdict
ORDER BY position
