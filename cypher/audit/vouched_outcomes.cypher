// Which outcomes come next by their ids, and what vouches for each: an entry of its own, or the load that brought it?
MATCH (o:Outcome)
USING INDEX SEEK o:Outcome(id)
WHERE o.id > $after
WITH o ORDER BY o.id LIMIT $limit
CALL (o) {
  OPTIONAL MATCH (a:AuditEntry {subjectId: o.id})
  USING INDEX SEEK a:AuditEntry(subjectId)
  WHERE a.kind = 'OUTCOME'
  RETURN count(a) AS entries
}
RETURN o.id AS id, entries, o.reporterId AS reporter_id,
       [(o)-[:WAS_GENERATED_BY]->(run:IngestRun) | run.state] AS loads,
       [(o)-[:RESULTED_FROM]->(d:Decision) | d { .origin, covered: d.contentDigests IS NOT NULL }] AS followed,
       [(o)-[:ABOUT]->(c:Case {state: 'UNDECIDED', origin: 'REPLAYED'}) | c.id] AS undecided_cases
ORDER BY id
