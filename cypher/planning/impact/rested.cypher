// What did the decisions of a point rest on that were made in a time, as known before a moment? Counts by day, in one row.
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey >= $since AND d.sortKey < $before AND d.knownAt < $as_of
  AND d.sequence IS NULL
  AND EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(:DecisionPoint {key: $point}) }
  AND NOT EXISTS { MATCH (d)-[:WAS_INVALIDATED_BY]->(undo) WHERE undo.knownAt < $as_of }
// include: blocks/grounds_of_decision.cypher
WITH d.decidedAt / $day * $day AS day, policy, data, models, count(*) AS made
WITH collect([day, policy, data, models, made]) AS decisions, [] AS cases
// include: blocks/names_of_grounds.cypher
RETURN decisions, versions, models, policies
