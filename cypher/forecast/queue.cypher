// Asks for runs; one that was asked for or made already is found again.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
UNWIND $runs AS row
MERGE (run:ForecastRun {key: row.key})
  ON CREATE SET run = row, run:Activity
MERGE (run)-[:ABOUT]->(point)
RETURN run.id AS id, run.state AS state
