// How do the breakers of decision points stand, and who changed each, when and why? The open ones first.
MATCH (b:BreakerState)-[:ABOUT]->(point:DecisionPoint)
USING INDEX SEEK b:BreakerState(key)
WHERE b.key > $after AND ($point IS NULL OR b.key = $point) AND (NOT $open OR b.state <> 'CLOSED')
MATCH (point)-[:IN_QUEUE]->(queue:Queue)
RETURN b { .id, .state, .reason, .knownAt, .driftJudgedTo, .spentColumns } AS breaker,
       point { .id, .key, .name, .epoch, .mode, .driftTestedTo } AS point, queue.key AS queue,
       COLLECT {
         MATCH (point)<-[:ABOUT]-(change:StateChange) WHERE change.pointEpoch IS NOT NULL
         OPTIONAL MATCH (by:Person {id: change.actorId})
         USING INDEX SEEK by:Person(id)
         RETURN change { .id, .fromState, .toState, .actorKind, .note, .recordedAt, by: by.name }
         ORDER BY change.recordedAt DESC, change.id DESC LIMIT $changes
       } AS changes
ORDER BY b.state = 'CLOSED', point.key
