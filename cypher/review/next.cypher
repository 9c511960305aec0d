// Which tasks could a person claim now, most urgent first, after a sort key?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey > $after AND t.sortKey < $before
  AND (t.state = 'READY' OR (t.state = 'RESERVED' AND t.leaseExpiresAt <= $now))
  AND NOT $person_id IN t.barredIds
  AND (size($stopped) = 0
       OR NOT EXISTS { (t)-[:ABOUT]->(:Case)-[:AT]->(point:DecisionPoint) WHERE point.key IN $stopped })
RETURN t.id AS task_id, t.sortKey AS sort_key, t.suggestedId AS suggested_id, t.slaState AS sla_state
ORDER BY t.sortKey
LIMIT $limit
