// Where does a walk over so many decisions end, newest first? No row where there are fewer.
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey < $before
RETURN d.sortKey AS sort_key
ORDER BY d.sortKey DESC
SKIP $skip
LIMIT 1
