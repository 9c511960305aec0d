// Which decisions depend on a node, newest first?
// include: blocks/impact.cypher
WITH d, basis
WHERE ($as_of IS NULL OR d.knownAt <= $as_of) AND d.state <> 'INVALIDATED'
  AND d.sortKey < $before AND ($origin IS NULL OR d.origin = $origin)
WITH d, basis LIMIT $most
WITH d, collect(DISTINCT basis) AS bases
WHERE $basis IS NULL OR $basis IN bases
RETURN d.id AS id, d.sortKey AS sort_key, bases
ORDER BY d.sortKey DESC
LIMIT $limit
