// Where does a walk over so many open tasks of a range of sort keys end, most urgent first? No row where there are fewer.
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(sortKey)
WHERE t.sortKey > $after AND t.sortKey < $before
RETURN t.sortKey AS sort_key
ORDER BY t.sortKey
SKIP $skip
LIMIT 1
