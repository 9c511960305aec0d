// Where does a walk over so many cases end, newest first? No row where there are fewer.
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey < $before
RETURN c.sortKey AS sort_key
ORDER BY c.sortKey DESC
SKIP $skip
LIMIT 1
