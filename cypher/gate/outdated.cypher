// Of the next open tasks of a queue, most urgent first, which were gated by a policy version that no longer governs?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey > $after AND t.sortKey < $until
WITH t ORDER BY t.sortKey LIMIT $most
WITH t, t.state IN ['READY', 'RESERVED']
     AND EXISTS { (t)-[:ABOUT]->(:Case)-[:AT]->(:DecisionPoint {key: $point}) }
     AND EXISTS {
       (t)-[:PRESENTS]->(:ReviewPacket)-[:PRESENTS]->(policy:PolicyVersion) WHERE policy.id <> $policy_id
     } AS outdated
WITH t, outdated ORDER BY t.sortKey
RETURN count(t) AS searched, max(t.sortKey) AS last, collect(CASE WHEN outdated THEN t { .id, .sortKey } END) AS tasks
