// Which open tasks of a range of sort keys come next, most urgent first?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey > $after AND t.sortKey <= $until AND t.state IN $states
RETURN t.id AS id, t.sortKey AS sort_key
ORDER BY t.sortKey
LIMIT $limit
