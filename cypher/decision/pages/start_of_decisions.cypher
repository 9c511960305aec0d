// Where does a walk over so many decisions end, oldest first? No row where there are fewer.
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey >= $since
RETURN d.sortKey AS sort_key
ORDER BY d.sortKey
SKIP $skip
LIMIT 1
