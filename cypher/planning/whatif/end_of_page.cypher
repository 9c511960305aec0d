// Where does a walk over so many what-if runs end, newest first? No row where there are fewer.
MATCH (run:SimulationRun)
USING INDEX SEEK run:SimulationRun(sortKey)
WHERE run.sortKey < $before
RETURN run.sortKey AS sort_key
ORDER BY run.sortKey DESC
SKIP $skip
LIMIT 1
