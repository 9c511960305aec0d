// Which moves short of a decision hold: giving back, abstaining, asking, editing? Each by the holder, under a live lease.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/held_by_sender.cypher
  // There is one of each; the limits have the server plan hop by hop, for all hops together take it a second.
  WITH row, c, t LIMIT 1
  MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})-[:IN_QUEUE]->(queue:Queue)
  WITH row, c, t, queue LIMIT 1
  MATCH (t)-[:PRESENTS]->(packet:ReviewPacket {digest: row.packetDigest})
  USING INDEX SEEK packet:ReviewPacket(digest)
  WITH row, c, t, queue, packet LIMIT 1
  MATCH (packet)-[:PRESENTS]->(snapshot:InputSnapshot)-[taken:TAKEN_FROM]->(data:DatasetVersion)
  WITH row, c, t, queue, packet, snapshot, taken, data LIMIT 1
  MATCH (person:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
  USING INDEX SEEK person:Person(id)
  SET c += row.case
  SET t += row.task
  WITH row, c, t, queue, packet, snapshot, taken, data, person
  OPTIONAL MATCH (t)-[held:ASSIGNED_TO]->(person) WHERE held.knownTo IS NULL AND row.ends
  SET held.knownTo = row.at
  WITH DISTINCT row, c, t, queue, packet, snapshot, taken, data, person
  FOREACH (one IN row.reviews |
    CREATE (r:Review:Activity)
    SET r = one.review
    CREATE (r)-[:USED]->(t)
    CREATE (r)-[:USED]->(packet)
    CREATE (r)-[:WAS_ASSOCIATED_WITH]->(person)
    FOREACH (asked IN one.questions |
      CREATE (q:Question:Entity)
      SET q = asked
      CREATE (q)-[:ABOUT]->(t)
      CREATE (q)-[:WAS_GENERATED_BY]->(r))
    FOREACH (next IN one.rounds |
      CREATE (s:InputSnapshot:Entity)
      SET s = next.snapshot
      CREATE (s)-[:ABOUT]->(c)
      CREATE (s)-[:WAS_REVISION_OF]->(snapshot)
      CREATE (s)-[:WAS_GENERATED_BY]->(r)
      CREATE (s)-[:TAKEN_FROM {row: taken.row}]->(data)
      CREATE (k:QualityCheck:Entity)
      SET k = next.quality
      CREATE (k)-[:ABOUT]->(s)
      CREATE (n:ReviewTask:Activity)
      SET n = next.task
      CREATE (n)-[:ABOUT]->(c)
      CREATE (n)-[:IN_QUEUE]->(queue)))
  // include: blocks/changes_of_task.cypher
  // include: blocks/end_round.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
