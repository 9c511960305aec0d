// Where does a walk over so many tasks end, oldest first? No row where there are fewer.
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(id)
WHERE t.id >= $since
RETURN t.id AS sort_key
ORDER BY t.id
SKIP $skip
LIMIT 1
