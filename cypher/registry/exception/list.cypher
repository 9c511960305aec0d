// Which exceptions were granted at a point, or at all, of a state; by whom, for whom, and how many decisions were made under each? The newest first.
MATCH (e:ExceptionGrant)-[:ABOUT]->(point:DecisionPoint)
USING INDEX SEEK e:ExceptionGrant(id)
WHERE e.id > $after AND ($point IS NULL OR point.key = $point) AND ($exception IS NULL OR e.id = $exception)
  AND ($revoked IS NULL OR $revoked = (e.revokedAt IS NOT NULL)) AND e.until > $ends_after AND e.until <= $ends_until
WITH e, point ORDER BY e.id DESC LIMIT $limit
MATCH (e)-[:WAIVES]->(policy:PolicyVersion)
OPTIONAL MATCH (e)-[:ABOUT]->(subject) WHERE NOT subject:DecisionPoint
OPTIONAL MATCH (granter:Person {id: e.granterId})
USING INDEX SEEK granter:Person(id)
OPTIONAL MATCH (asker:Person {id: e.askerId})
USING INDEX SEEK asker:Person(id)
CALL (e) {
  OPTIONAL MATCH (e)<-[:ABOUT]-(change:StateChange {command: 'REVOKE_EXCEPTION'})
  OPTIONAL MATCH (by:Person {id: change.actorId})
  USING INDEX SEEK by:Person(id)
  RETURN by.name AS revoker, change.note AS revoke_reason LIMIT 1
}
RETURN e { .id, .rule, .scope, .subjectId, .reason, .until, .revokedAt, .recordedAt } AS exception,
       point.key AS point, policy.id AS policy_id, policy.stage = 'ACTIVE' AS governs,
       coalesce(subject.name, subject.externalId) AS subject_name, granter.name AS granter, asker.name AS asker,
       revoker, revoke_reason,
       COUNT { (e)<-[:USED]-(:GateEvaluation)<-[:WAS_GENERATED_BY]-(:Decision) } AS decisions
ORDER BY e.id DESC
