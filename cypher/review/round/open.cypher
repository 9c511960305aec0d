// Which rounds get a task for each further person? All of them present the packet of the first; a correction may count as a vote.
// include: blocks/lock_case.cypher
CALL (row, c) {
  WITH row, c
  WHERE c.version = row.caseVersion
    AND all(one IN row.carried WHERE EXISTS { (:Person {id: one.personId, rightsEpoch: one.rightsEpoch}) })
  WITH row, c LIMIT 1
  MATCH (lead:ReviewTask {id: row.taskId})-[:PRESENTS]->(packet:ReviewPacket)
  USING INDEX SEEK lead:ReviewTask(id)
  WITH row, c, lead, packet LIMIT 1
  MATCH (lead)-[:IN_QUEUE]->(queue:Queue)
  WITH row, c, lead, packet, queue LIMIT 1
  OPTIONAL MATCH (lead)-[:WAS_GENERATED_BY]->(gate:GateEvaluation)
  WITH row, c, lead, packet, queue, gate LIMIT 1
  SET c += row.case
  SET lead.quorum = row.quorum
  FOREACH (one IN row.tasks |
    CREATE (n:ReviewTask:Activity)
    SET n = one
    CREATE (n)-[:ABOUT]->(c)
    CREATE (n)-[:IN_QUEUE]->(queue)
    CREATE (n)-[:PRESENTS]->(packet)
    FOREACH (g IN CASE WHEN gate IS NULL THEN [] ELSE [gate] END | CREATE (n)-[:WAS_GENERATED_BY]->(g)))
  WITH row, packet
  CALL (row, packet) {
    UNWIND row.carried AS one
    MATCH (slot:ReviewTask {id: one.taskId})
    USING INDEX SEEK slot:ReviewTask(id)
    MATCH (person:Person {id: one.personId})
    USING INDEX SEEK person:Person(id)
    MATCH (edit:Review {id: one.editId})
    USING INDEX SEEK edit:Review(id)
    CREATE (r:Review:Activity)
    SET r = one.review
    CREATE (r)-[:USED]->(slot)
    CREATE (r)-[:USED]->(packet)
    CREATE (r)-[:WAS_ASSOCIATED_WITH]->(person)
    CREATE (r)-[:WAS_INFORMED_BY]->(edit)
    CREATE (h:StateChange:Activity)
    SET h = one.change
    CREATE (h)-[:ABOUT]->(slot)
    RETURN count(*) AS carried
  }
  RETURN count(*) AS written
}
// include: blocks/verdict_of_gating.cypher
