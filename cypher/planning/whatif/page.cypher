// Which runs come next, newest first, down to a sort key?
MATCH (run:SimulationRun)
USING INDEX SEEK run:SimulationRun(sortKey)
WHERE run.sortKey < $before AND run.sortKey >= $start
  AND ($point IS NULL OR EXISTS { (run)-[:USED]->(:Scenario)-[:ABOUT]->(:DecisionPoint {key: $point}) })
RETURN run.id AS id, run.sortKey AS sort_key
ORDER BY run.sortKey DESC
LIMIT $limit
