// Invariant 3: which automatic decisions were taken by the rules of a time at which the breaker of their point was open?
CALL () {
  MATCH (point:DecisionPoint)<-[:ABOUT]-(change:StateChange) WHERE change.pointEpoch IS NOT NULL
  WITH point, change ORDER BY change.pointEpoch
  WITH point, collect(change { .toState, since: change.pointEpoch }) AS changes
  UNWIND range(0, size(changes) - 1) AS position
  WITH point, changes[position] AS change, changes[position + 1] AS next
  WHERE change.toState <> 'CLOSED'
  RETURN collect({point: point.key, since: change.since, before: next.since}) AS open
}
MATCH (d:Decision)
WHERE size(open) > 0 AND d.origin = 'LIVE' AND d.kind = 'AUTOMATIC'
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
WHERE any(x IN open WHERE x.point = point.key AND d.pointEpoch >= x.since AND (x.before IS NULL OR d.pointEpoch < x.before))
RETURN d.id AS id, 'Decision' AS kind, 'case ' + c.externalId AS name, ['the breaker was open'] AS because
LIMIT $most
