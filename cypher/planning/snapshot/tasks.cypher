// Which tasks of a point were open at a moment, and where did each stand by its state changes? Columns, in chunks.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(t:ReviewTask)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of AND t.knownAt < $as_of
  AND NOT EXISTS {
    MATCH (c)<-[:ABOUT]-(d:Decision)
    WHERE d.knownAt < $as_of AND NOT EXISTS { MATCH (d)-[:WAS_INVALIDATED_BY]->(undo) WHERE undo.knownAt < $as_of }
  }
CALL (t) {
  OPTIONAL MATCH (t)<-[:ABOUT]-(h:StateChange)
  WHERE h.knownAt < $as_of AND NOT h.command STARTS WITH 'SLA_'
  RETURN h ORDER BY h.knownAt DESC, h.id DESC LIMIT 1
}
OPTIONAL MATCH (t)-[:WAS_GENERATED_BY]->(g:GateEvaluation)
WHERE g.knownAt < $as_of
CALL (t) {
  OPTIONAL MATCH (t)-[held:ASSIGNED_TO]->(person:Person)
  WHERE held.knownFrom < $as_of AND (held.knownTo IS NULL OR held.knownTo >= $as_of)
  RETURN person ORDER BY held.knownFrom DESC LIMIT 1
}
CALL (t) {
  OPTIONAL MATCH (t)-[:ESCALATED_BY]->(later:Escalation)
  WHERE later.knownAt >= $as_of
  RETURN later ORDER BY later.knownAt LIMIT 1
}
WITH c, t, person, coalesce(later.fromPriority, t.priority, 0) AS priority,
     coalesce(h.toState, CASE WHEN g IS NULL THEN 'AWAITING_SCORE' ELSE 'READY' END) AS state
WHERE NOT state IN ['COMPLETED', 'OBSOLETE']
WITH id(t) / $chunk AS chunk, c, t, person, priority, state
RETURN chunk, collect(id(c)) AS numbers, collect(t.id) AS ids, collect(t.knownAt) AS created,
       collect(priority) AS priorities, collect(coalesce(t.dueAt, -1)) AS due, collect(state) AS states,
       collect(CASE WHEN state IN ['RESERVED', 'SUSPENDED'] THEN coalesce(person.id, '') ELSE '' END) AS holders
