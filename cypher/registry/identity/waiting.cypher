// How many pairs of a state are there, counted up to a limit?
MATCH (m:IdentityMatch)
USING INDEX SEEK m:IdentityMatch(sortKey)
WHERE m.sortKey > $after AND m.sortKey < $end
WITH m LIMIT $most
RETURN count(m) AS total
