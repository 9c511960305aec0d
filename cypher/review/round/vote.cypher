// Which verdicts of several people count? Each under the lock of its case; the one that closes a round makes the decision.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/held_by_sender.cypher
  // include: blocks/exceptions_last.cypher
  // include: blocks/justifying_hops.cypher
  WHERE NOT row.approved OR NOT EXISTS {
    (asked:ReviewTask {round: t.round, suspendedBecause: 'QUESTION', state: 'SUSPENDED'})-[:ABOUT]->(c)
  }
  WITH row, c, t, packet, policy, person
  CALL (row, packet) {
    UNWIND row.votes AS id
    MATCH (vote:Review {id: id})-[:USED]->(packet)
    USING INDEX SEEK vote:Review(id)
    RETURN collect(vote) AS votes
  }
  WITH row, c, t, packet, policy, person, votes
  WHERE size(votes) = size(row.votes) AND (row.appealId IS NULL OR c.openAppeal = row.appealId)
  CALL (row) {
    OPTIONAL MATCH (source:Appeal {id: row.appealId})-[:ABOUT]->(old:Decision)
    USING INDEX SEEK source:Appeal(id)
    RETURN collect(source) AS appeals, collect(old) AS appealed
  }
  WITH row, c, t, packet, policy, person, votes, appeals, appealed
  WHERE row.appealId IS NULL OR size(appealed) = 1
  FOREACH (source IN appeals | SET source.state = row.outcome)
  SET c += row.case
  SET t += row.task
  // include: blocks/review_of_packet.cypher
  SET r._ballot = row.ballot
  FOREACH (vote IN CASE WHEN size(row.decisions) + size(row.closed) > 0 THEN votes ELSE [] END |
    CREATE (r)-[:WAS_INFORMED_BY]->(vote))
  FOREACH (one IN row.decisions |
    FOREACH (old IN appealed | SET old.state = 'SUPERSEDED', old.effectiveCaseId = null)
    CREATE (d:Decision:Entity)
    SET d = one
    // include: blocks/person_decision.cypher
    FOREACH (old IN appealed |
      CREATE (d)-[:WAS_REVISION_OF]->(old)
      FOREACH (source IN appeals | CREATE (old)-[:WAS_INVALIDATED_BY]->(source))))
  FOREACH (one IN row.closed |
    FOREACH (source IN appeals |
      CREATE (ended:StateChange:Activity)
      SET ended = one
      CREATE (ended)-[:ABOUT]->(source)))
  // include: blocks/changes_of_task.cypher
  // include: blocks/audit_and_outbox.cypher
  // include: blocks/end_round.cypher
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
