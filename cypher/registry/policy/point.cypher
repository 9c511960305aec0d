// What must the gate and the review rules know of a decision point, with the policy version that governs it now?
MATCH (p:DecisionPoint {key: $point})
USING INDEX SEEK p:DecisionPoint(key)
MATCH (p)-[:IN_QUEUE]->(q:Queue)
OPTIONAL MATCH (q)-[:CONSTRAINED_BY]->(sla:Sla)
OPTIONAL MATCH (sla)-[:CONSTRAINED_BY]->(calendar:Calendar)
OPTIONAL MATCH (b:BreakerState {key: p.key})
USING INDEX SEEK b:BreakerState(key)
CALL (p) {
  MATCH (p)-[:GOVERNED_BY]->(:Policy)<-[:VERSION_OF]-(v:PolicyVersion)
  RETURN v ORDER BY v.stage = 'ACTIVE' DESC, v.version DESC LIMIT 1
}
CALL (p, v) {
  MATCH (e:ExceptionGrant {openAt: p.key})
  USING INDEX SEEK e:ExceptionGrant(openAt)
  WHERE EXISTS { (e)-[:WAIVES]->(v) }
  RETURN collect(e { .id, .rule, .scope, .subjectId, .until, .granterId, .reason }) AS exceptions
}
RETURN p { .id, .key, .name, .mode, .highImpact, .reversible, .proposalAction, .alternativeAction, .reasonCodes,
           .ownReasons, .noteRequired, .requiredCourse, .leaseSeconds, .graceSeconds, .plausibleFrom, .epoch,
           .currency, .intakeRules, .quorum, .blindFirst, .suggestEach, .spotCheckShare } AS point,
       v { .id, .key, .version, .stage, .table, .parameters, .tableDigest, .proposerId, .approverId } AS policy,
       q.key AS queue,
       sla { .reviewMinutes, .warningShare, .escalationQueue, .escalationPriority } AS sla,
       calendar { .zone, .opensAt, .closesAt, .days, .country, .holidays,
                  .furtherShifts } AS calendar,
       b { .state, .reason } AS breaker, exceptions
