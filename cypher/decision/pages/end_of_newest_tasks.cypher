// Where does a walk over so many tasks end, newest first? No row where there are fewer.
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(id)
WHERE t.id < $before
RETURN t.id AS sort_key
ORDER BY t.id DESC
SKIP $skip
LIMIT 1
