// For which open tasks of a queue have the further tasks of their round not been opened yet, most urgent first?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey STARTS WITH $prefix AND t.quorum IS NULL AND t.state <> 'AWAITING_SCORE'
MATCH (t)-[:ABOUT]->(c:Case)-[:AT]->(:DecisionPoint {key: $point})
RETURN c.id AS case_id
ORDER BY t.sortKey
LIMIT $limit
