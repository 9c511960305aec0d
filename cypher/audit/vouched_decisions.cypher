// Which decisions come next by their ids, and what vouches for each: entries of its own, of its undo, or its load?
MATCH (d:Decision)
USING INDEX SEEK d:Decision(id)
WHERE d.id > $after
WITH d ORDER BY d.id LIMIT $limit
CALL (d) {
  OPTIONAL MATCH (a:AuditEntry {subjectId: d.id})
  USING INDEX SEEK a:AuditEntry(subjectId)
  WHERE a.kind = 'DECISION'
  RETURN count(a) AS entries
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_INVALIDATED_BY]->(h:StateChange)
  OPTIONAL MATCH (a:AuditEntry {subjectId: h.id})
  USING INDEX SEEK a:AuditEntry(subjectId)
  WHERE a.kind = 'UNDO'
  RETURN count(DISTINCT h) AS undos, count(a) AS undo_entries
}
RETURN d.id AS id, d.origin AS origin, d.state AS state, [(d)-[:ABOUT]->(c:Case) | c.id] AS cases,
       d.effectiveCaseId AS effective_case, entries, undos, undo_entries,
       [(d)-[:WAS_GENERATED_BY]->(run:IngestRun) | run.state] AS loads
ORDER BY id
