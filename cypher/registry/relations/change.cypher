// Which changes of declared edges are made? Under the lock of the node that they lead from; what ends keeps its time.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source) WHERE elementId(source) = row.source AND source.id = row.sourceId
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL
  WITH row, source, COLLECT {
    MATCH (source)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(held)
    WHERE type(r) = row.relation AND r.knownTo IS NULL
    WITH held.id + '|' + coalesce(r.kind, '') + '|' + toString(coalesce(r.knownFrom, 0)) AS one ORDER BY one
    RETURN one
  } AS current
  WHERE current = row.expected
  CALL (row, source) {
    UNWIND row.began AS end
    MATCH (target) WHERE elementId(target) = end.element AND target.id = end.id
    RETURN collect([target, end.kind]) AS targets
  }
  WITH row, source, targets
  WHERE size(targets) = size(row.began)
  CALL (row, source) {
    UNWIND row.ended AS token
    MATCH (source)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(held)
    WHERE type(r) = row.relation AND r.knownTo IS NULL
      AND held.id + '|' + coalesce(r.kind, '') + '|' + toString(coalesce(r.knownFrom, 0)) = token
    SET r.knownTo = row.at
    RETURN count(*) AS ended
  }
  FOREACH (one IN CASE row.relation WHEN 'OWNED_BY' THEN targets ELSE [] END |
    FOREACH (target IN [one[0]] | CREATE (source)-[:OWNED_BY {knownFrom: row.at}]->(target)))
  FOREACH (one IN CASE row.relation WHEN 'HAD_MEMBER' THEN targets ELSE [] END |
    FOREACH (target IN [one[0]] | CREATE (source)-[:HAD_MEMBER {knownFrom: row.at}]->(target)))
  FOREACH (one IN CASE row.relation WHEN 'IN_CATEGORY' THEN targets ELSE [] END |
    FOREACH (target IN [one[0]] | CREATE (source)-[:IN_CATEGORY {knownFrom: row.at}]->(target)))
  FOREACH (one IN CASE row.relation WHEN 'CONSTRAINED_BY' THEN targets ELSE [] END |
    FOREACH (target IN [one[0]] | CREATE (source)-[:CONSTRAINED_BY {knownFrom: row.at}]->(target)))
  FOREACH (one IN CASE row.relation WHEN 'DEPENDS_ON' THEN targets ELSE [] END |
    FOREACH (target IN [one[0]] | CREATE (source)-[:DEPENDS_ON {knownFrom: row.at}]->(target)))
  FOREACH (one IN CASE row.relation WHEN 'TIED_TO' THEN targets ELSE [] END |
    FOREACH (target IN [one[0]] | CREATE (source)-[:TIED_TO {knownFrom: row.at, kind: one[1]}]->(target)))
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
