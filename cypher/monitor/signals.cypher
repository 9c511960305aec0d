// Which columns drifted at a point in windows that ended in a range of sort keys, the newest first?
MATCH (s:DriftSignal)
USING INDEX SEEK s:DriftSignal(sortKey)
WHERE s.sortKey >= $since AND s.sortKey < $before
RETURN s { .* } AS signal
ORDER BY s.sortKey DESC
LIMIT $limit
