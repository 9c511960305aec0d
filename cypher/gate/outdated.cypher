// Which open tasks of a queue were gated by a policy version that no longer governs, most urgent first?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey STARTS WITH $prefix AND t.state IN ['READY', 'RESERVED']
MATCH (t)-[:PRESENTS]->(:ReviewPacket)-[:PRESENTS]->(policy:PolicyVersion)
WHERE policy.id <> $policy_id
MATCH (t)-[:ABOUT]->(:Case)-[:AT]->(:DecisionPoint {key: $point})
RETURN t.id AS task_id
ORDER BY t.sortKey
LIMIT $limit
