// Which cases of a point wait for a score, oldest first, and what is known of them?
MATCH (c:Case {awaitingScore: $point})
USING INDEX SEEK c:Case(awaitingScore)
WITH c ORDER BY c.sortKey LIMIT $limit
// include: blocks/awaiting_facts.cypher
ORDER BY case.sortKey
