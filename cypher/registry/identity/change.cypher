// Which pairs are held to be one, or two, or open again? Under the lock of the pair, against its version.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:IdentityMatch {id: row.matchId})
USING INDEX SEEK source:IdentityMatch(id)
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL AND source.version = row.version
  SET source += row.match
  WITH row, source
  CALL (row, source) {
    MATCH (source)-[:ABOUT]->(one:BusinessEntity {id: row.first})
    MATCH (source)-[:ABOUT]->(other:BusinessEntity {id: row.second})
    OPTIONAL MATCH (one)-[held:SAME_AS]->(other) WHERE held.knownTo IS NULL
    SET held.knownTo = row.at
    FOREACH (begun IN CASE row.match.state WHEN 'SAME' THEN [1] ELSE [] END |
      CREATE (one)-[:SAME_AS {knownFrom: row.at}]->(other))
    RETURN count(*) AS ends
  }
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
