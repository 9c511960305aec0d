// Which open tasks of a range of sort keys does a person hold, most urgent first?
MATCH (t:ReviewTask {holderId: $person_id})
USING INDEX SEEK t:ReviewTask(holderId)
WHERE t.sortKey > $after AND t.sortKey < $before AND t.state IN $states
  AND (t.state <> 'RESERVED' OR t.leaseExpiresAt > $now)
RETURN t.id AS id, t.sortKey AS sort_key
ORDER BY t.sortKey
LIMIT $limit
