// What happened to a case: its moves, questions, decisions, outcomes, corrections, and earlier cases of its record?
MATCH (c:Case {id: $case_id})-[:AT]->(point:DecisionPoint)
USING INDEX SEEK c:Case(id)
CALL (c) {
  OPTIONAL MATCH (h:StateChange)-[:ABOUT]->(c)
  RETURN h, null AS task_id
  UNION
  OPTIONAL MATCH (h:StateChange)-[:ABOUT]->(t:ReviewTask)-[:ABOUT]->(c)
  RETURN h, t.id AS task_id
}
WITH c, point, h, task_id ORDER BY h.recordedAt, h.id
OPTIONAL MATCH (person:Person {id: h.actorId})
USING INDEX SEEK person:Person(id)
OPTIONAL MATCH (named:SoftwareAgent {key: h.actorId})
USING INDEX SEEK named:SoftwareAgent(key)
OPTIONAL MATCH (agent:SoftwareAgent {id: h.actorId})
USING INDEX SEEK agent:SoftwareAgent(id)
WITH c, point, [one IN collect(h { .id, .fromState, .toState, .actorKind, .reason, .knownAt, .recordedAt,
  command: head([(h)-[:ABOUT]->()<-[:USED]-(r:Review {recordedAt: h.recordedAt})
                 WHERE h.command = 'VOTE' AND r.verdict IS NOT NULL | r.verdict] + [h.command]),
  actor: coalesce(person.name, named.name, agent.name, h.actorId), taskId: task_id }) WHERE one.id IS NOT NULL] AS changes
CALL (c) {
  OPTIONAL MATCH (q:Question)-[:ABOUT]->(t:ReviewTask)-[:ABOUT]->(c)
  OPTIONAL MATCH (q)-[:WAS_GENERATED_BY]->(:Review)-[:WAS_ASSOCIATED_WITH]->(who:Person)
  RETURN [one IN collect(q { .id, .text, .answer, .recordedAt, .answeredAt, asked_by: who.name, taskId: t.id })
          WHERE one.id IS NOT NULL] AS questions
}
CALL (c) {
  OPTIONAL MATCH (h:StateChange)-[:ABOUT]->(t:ReviewTask)-[:ABOUT]->(c) WHERE h.command <> 'RESPOND'
  OPTIONAL MATCH (t)<-[:USED]-(r:Review {recordedAt: h.recordedAt}) WHERE h.command IN [r.verdict, 'VOTE']
  WITH h, coalesce(r.note, h.note) AS text WHERE text IS NOT NULL
  OPTIONAL MATCH (k:ErasureKey {key: h.actorId})
  USING INDEX SEEK k:ErasureKey(key)
  RETURN collect({ changeId: h.id, text: CASE WHEN k.destroyedAt IS NULL THEN text END,
                   erased: k.destroyedAt IS NOT NULL }) AS notes
}
CALL (c) {
  OPTIONAL MATCH (d:Decision)-[:ABOUT]->(c)
  OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who)
  RETURN [one IN collect(d { .id, .action, .kind, .state, .decidedAt, .sequence, .reasonCode,
          decider: coalesce(who.name, who.key) }) WHERE one.id IS NOT NULL] AS decisions
}
CALL (c) {
  OPTIONAL MATCH (o:Outcome)-[:ABOUT]->(c)
  OPTIONAL MATCH (o)-[:RESULTED_FROM]->(d:Decision)
  RETURN [one IN collect(o { .id, .kind, .value, .knownAt, .correctionReason, decisionId: d.id }) WHERE one.id IS NOT NULL] AS outcomes
}
CALL (c) {
  MATCH (s:InputSnapshot)-[:ABOUT]->(c)
  WITH s ORDER BY s.recordedAt DESC, s.id DESC LIMIT 1
  OPTIONAL MATCH (s)-[:WAS_REVISION_OF]->(before:InputSnapshot)
  RETURN s.values AS values, before { .values, .recordedAt } AS revised
}
CALL (c) {
  OPTIONAL MATCH (t:ReviewTask)-[:ABOUT]->(c)
  WITH t ORDER BY t.round DESC, t.recordedAt DESC LIMIT 1
  OPTIONAL MATCH (t)-[:PRESENTS]->(k:ReviewPacket)
  OPTIONAL MATCH (k)-[:WAS_REVISION_OF]->(old:ReviewPacket)
  RETURN k.content AS packet, old { .content, .recordedAt } AS earlier_packet
}
CALL (c, point) {
  WITH c, point, split(c.externalId, '#')[0] AS record
  OPTIONAL MATCH (c)-[:CONCERNS]->(b:BusinessEntity {externalId: record})<-[:CONCERNS]-(o:Case)-[:AT]->(point)
  WHERE o.id <> c.id AND o.knownAt <= c.knownAt AND split(o.externalId, '#')[0] = record
  WITH o ORDER BY o.knownAt DESC LIMIT 50
  OPTIONAL MATCH (s:InputSnapshot)-[:ABOUT]->(o) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
  OPTIONAL MATCH (d:Decision)-[:ABOUT]->(o) WHERE d.state <> 'INVALIDATED'
  OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who)
  RETURN [one IN collect(o { .id, .externalId, .knownAt, values: s.values, decisionId: d.id, action: d.action, kind: d.kind,
    decidedAt: d.decidedAt, sequence: d.sequence, decider: coalesce(who.name, who.key) }) WHERE one.id IS NOT NULL] AS earlier
}
CALL (c) {
  MATCH (s:InputSnapshot)-[:ABOUT]->(c)
  WITH s LIMIT 1
  MATCH (s)-[:TAKEN_FROM]->(:DatasetVersion)-[:VERSION_OF]->(:Dataset)<-[:COMPUTED_FROM]-(f:FeatureVersion)
  RETURN collect(DISTINCT f { .key, .words }) AS features
}
RETURN c { .externalId, .knownAt } AS case, point.key AS point, changes, questions, notes, decisions, outcomes, values, revised,
       packet, earlier_packet, earlier, features, coalesce(c.blindReview, false) AS blind
