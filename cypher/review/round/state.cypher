// How does the round of a task stand: its tasks, the vote on each, and is who sits there bound to the one who asks?
MATCH (t:ReviewTask {id: $task_id})-[:ABOUT]->(c:Case)
USING INDEX SEEK t:ReviewTask(id)
MATCH (me:Person {id: $person_id})
USING INDEX SEEK me:Person(id)
MATCH (one:ReviewTask)-[:ABOUT]->(c) WHERE one.round = t.round
OPTIONAL MATCH (one)<-[:USED]-(r:Review)
WHERE one.state = 'COMPLETED' AND (r._ballot IS NOT NULL OR r.verdict IN ['APPROVE', 'REJECT'])
OPTIONAL MATCH (r)-[:WAS_ASSOCIATED_WITH]->(voter:Person)
OPTIONAL MATCH (seat:Person {id: coalesce(voter.id, one.holderId)})
USING INDEX SEEK seat:Person(id)
RETURN one { .id, .slot, .state, .leaseExpiresAt, .suspendedBecause, .barredIds } AS task, seat.id AS seat_id,
       r { .id, .leaseEpoch, .pointEpoch, .rightsEpoch, .knownAt, .recordedAt, .claimedAt, .openedAt, .dwellMs, .forId,
           verdict: coalesce(r.verdict, r._ballot[0]), reasonCode: coalesce(r.reasonCode, r._ballot[1]),
           firstVerdict: coalesce(r.firstVerdict, CASE WHEN r._ballot[3] <> '' THEN r._ballot[3] END) } AS review,
       EXISTS {
         MATCH (me)-[acts:ACTED_ON_BEHALF_OF*1..4]->(seat)
         // include: blocks/acting_now.cypher
       }
       OR EXISTS {
         MATCH (seat)-[acts:ACTED_ON_BEHALF_OF*1..4]->(me)
         // include: blocks/acting_now.cypher
       }
         AS bound
ORDER BY task.slot
