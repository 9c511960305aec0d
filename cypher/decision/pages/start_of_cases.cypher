// Where does a walk over so many cases end, oldest first? No row where there are fewer.
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey >= $since
RETURN c.sortKey AS sort_key
ORDER BY c.sortKey
SKIP $skip
LIMIT 1
