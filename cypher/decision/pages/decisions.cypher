// Which decisions of a range of sort keys come next, newest first? In one row: the driver works for each.
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey < $before AND d.sortKey >= $until AND d.state IN $states
  AND ($point IS NULL OR EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(:DecisionPoint {key: $point}) })
WITH d ORDER BY d.sortKey DESC LIMIT $limit
RETURN collect(d.id) AS ids, collect(d.sortKey) AS sort_keys
