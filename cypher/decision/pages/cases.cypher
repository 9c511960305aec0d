// Which cases of a range of sort keys come next, newest first? In one row: the driver works for each.
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey < $before AND c.sortKey >= $until AND c.state IN $states
  AND ($point IS NULL OR EXISTS { (c)-[:AT]->(:DecisionPoint {key: $point}) })
WITH c ORDER BY c.sortKey DESC LIMIT $limit
RETURN collect(c.id) AS ids, collect(c.sortKey) AS sort_keys
