// Which decisions are looked at again? Each stays in force, and its case opens a round for other people.
// include: blocks/lock_case.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (d:Decision {id: row.decisionId})
USING INDEX SEEK d:Decision(id)
OPTIONAL MATCH (person:Person {id: row.personId})
USING INDEX SEEK person:Person(id)
OPTIONAL MATCH (program:SoftwareAgent {id: row.personId})
USING INDEX SEEK program:SoftwareAgent(id)
OPTIONAL MATCH (recalled:RecallItem {id: row.recalledItem})
USING INDEX SEEK recalled:RecallItem(id)
CALL (row, c, used, d, person, program, recalled) {
  WITH row, c, used, d, coalesce(person, program) AS who, recalled
  WHERE used IS NULL AND c.version = row.caseVersion AND c.openAppeal IS NULL AND who IS NOT NULL
    AND (row.recalledItem IS NULL OR recalled.state = 'WAITING')
    AND d.effectiveCaseId = row.caseId AND d.finalAt <= datetime.realtime().epochMillis
  MATCH (c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})-[:IN_QUEUE]->(queue:Queue)
  WITH row, c, d, who, recalled, queue LIMIT 1
  SET c += row.case
  FOREACH (key IN row.checks | SET d.spotCheck = key)
  CREATE (source:Appeal:Activity)
  SET source = row.appeal
  CREATE (source)-[:ABOUT]->(d)
  CREATE (source)-[:WAS_ASSOCIATED_WITH]->(who)
  FOREACH (_ IN CASE WHEN row.recalledItem IS NULL THEN [] ELSE [1] END |
    CREATE (source)-[:WAS_INFORMED_BY]->(recalled)
    SET recalled.state = 'IN_REVIEW', recalled.waitingIn = null)
  CREATE (n:ReviewTask:Activity)
  SET n = row.next
  CREATE (n)-[:ABOUT]->(c)
  CREATE (n)-[:IN_QUEUE]->(queue)
  CREATE (n)-[:WAS_INFORMED_BY]->(source)
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
