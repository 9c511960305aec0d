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
CALL (row, used, present, point, data, policy, gate, asker, program) {
  WITH row, used, present, point, data, policy, gate, asker, program
  WHERE used IS NULL AND present IS NULL AND data IS NOT NULL AND policy IS NOT NULL AND gate IS NOT NULL
    AND all(key IN row.models WHERE EXISTS { (:ModelVersion {key: key}) }) AND point.epoch = row.pointEpoch
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
  WITH row, c, s, q, queue, policy, gate
  CALL (row, c, s, q, queue, policy, gate) {
    UNWIND row.gated AS x
    CREATE (g:GateEvaluation:Activity)
    SET g = x.evaluation
    CREATE (g)-[:ABOUT]->(c)
    CREATE (g)-[:USED]->(s)
    CREATE (g)-[:USED]->(q)
    CREATE (g)-[:HAD_PLAN]->(policy)
    WITH c, s, queue, policy, gate, x, g
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
    FOREACH (one IN x.tasks |
      CREATE (t:ReviewTask:Activity)
      SET t = one
      CREATE (t)-[:WAS_GENERATED_BY]->(g)
      CREATE (t)-[:ABOUT]->(c)
      CREATE (t)-[:IN_QUEUE]->(queue)
      CREATE (k:ReviewPacket:Entity)
      SET k = x.packet
      CREATE (t)-[:PRESENTS]->(k)
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
  CREATE (i:IdempotencyKey)
  SET i = row.idempotency
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
