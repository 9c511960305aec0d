// Which cases of a range of sort keys come next, newest first?
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey < $before AND c.sortKey >= $until AND c.state IN $states
  AND ($point IS NULL OR EXISTS { (c)-[:AT]->(:DecisionPoint {key: $point}) })
RETURN c.id AS id, c.sortKey AS sort_key
ORDER BY c.sortKey DESC
LIMIT $limit
