// Which decisions of a range of sort keys come next, newest first?
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey < $before AND d.sortKey >= $until AND d.state IN $states
  AND ($point IS NULL OR EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(:DecisionPoint {key: $point}) })
RETURN d.id AS id, d.sortKey AS sort_key
ORDER BY d.sortKey DESC
LIMIT $limit
