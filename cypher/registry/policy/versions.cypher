// Which versions has a policy, how does each stand, who changed that and why, and which points does it govern?
CALL () {
  MATCH (policy:Policy {id: $policy})
  USING INDEX SEEK policy:Policy(id)
  RETURN policy
  UNION
  MATCH (policy:Policy {key: $key})
  USING INDEX SEEK policy:Policy(key)
  RETURN policy
  UNION
  MATCH (one:PolicyVersion {id: $version})-[:VERSION_OF]->(policy:Policy)
  USING INDEX SEEK one:PolicyVersion(id)
  RETURN policy
}
CALL (policy) {
  OPTIONAL MATCH (policy)<-[:VERSION_OF]-(v:PolicyVersion)
  WITH v ORDER BY v.version DESC, v.key LIMIT $limit
  OPTIONAL MATCH (proposer:Person {id: v.proposerId})
  USING INDEX SEEK proposer:Person(id)
  OPTIONAL MATCH (approver:Person {id: v.approverId})
  USING INDEX SEEK approver:Person(id)
  CALL (v) {
    OPTIONAL MATCH (v)<-[:ABOUT]-(change:StateChange)
    OPTIONAL MATCH (actor:Person {id: change.actorId})
    USING INDEX SEEK actor:Person(id)
    WITH change, actor ORDER BY change.recordedAt, change.id
    RETURN collect(change { .command, .note, .recordedAt, .toState, actor: actor.name }) AS changes
  }
  RETURN collect(v { .id, .key, .version, .stage, .table, .parameters, .proposerId, .approverId, .activateAt, .activatedAt,
                     .changedAt, .replaced, .backtest, proposer: proposer.name, approver: approver.name,
                     changes: changes }) AS versions
}
RETURN policy { .id, .key, .name } AS policy, [(point:DecisionPoint)-[:GOVERNED_BY]->(policy) | point.key] AS points,
       versions
LIMIT 1
