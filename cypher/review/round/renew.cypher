// Which rounds end undecided because what was judged has changed? The next one waits for its score.
// include: blocks/lock_case.cypher
CALL (row, c) {
  WITH row, c
  WHERE c.version = row.caseVersion
  WITH row, c LIMIT 1
  MATCH (c)-[:AT]->(:DecisionPoint)-[:IN_QUEUE]->(queue:Queue)
  WITH row, c, queue LIMIT 1
  SET c += row.case, c.personRequired = c.personRequired OR EXISTS {
    MATCH (seen:ReviewTask {round: row.round})-[:ABOUT]->(c) WHERE seen.state IN ['RESERVED', 'SUSPENDED', 'COMPLETED']
  }
  CREATE (n:ReviewTask:Activity)
  SET n = row.next
  CREATE (n)-[:ABOUT]->(c)
  CREATE (n)-[:IN_QUEUE]->(queue)
  // include: blocks/end_round.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_gating.cypher
