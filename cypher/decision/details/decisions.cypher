// What is there to know of these decisions?
UNWIND $ids AS id
MATCH (d:Decision {id: id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK d:Decision(id)
OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who)
OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
OPTIONAL MATCH (a:AuditEntry {subjectId: d.id})
USING INDEX SEEK a:AuditEntry(subjectId)
CALL (d) {
  OPTIONAL MATCH (o:Outcome)-[:RESULTED_FROM]->(d)
  OPTIONAL MATCH (k)-[:WAS_REVISION_OF]->(o)
  WITH o, min(k.knownAt) AS corrected_at
  ORDER BY o.knownAt
  RETURN collect(o { .id, .kind, .value, .money, .knownAt, .correctionReason, correctedAt: corrected_at }) AS outcomes
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(r:Review)-[:WAS_ASSOCIATED_WITH]->(author:Person)
  OPTIONAL MATCH (k:ErasureKey {key: author.id})
  USING INDEX SEEK k:ErasureKey(key)
  RETURN { text: CASE WHEN k.destroyedAt IS NULL THEN r.note END,
           erased: r.note IS NOT NULL AND k.destroyedAt IS NOT NULL } AS note
  LIMIT 1
}
RETURN d { .id, .action, .verdict, .kind, .state, .origin, .reasonCode, .decidedAt, .sequence, .finalAt } AS decision,
       c.id AS case_id, c.externalId AS external_id, point.key AS point, coalesce(who.name, who.key) AS decider,
       policy.id AS policy_id, a { .id, .leafIndex } AS entry, outcomes, note
