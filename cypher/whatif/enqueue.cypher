// Stores a run of a scenario, once for each request; a scenario of the same content is found again.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
MATCH (who:Person {id: $person})
USING INDEX SEEK who:Person(id)
MERGE (used:IdempotencyKey {key: $idempotency.key})
  ON CREATE SET used += $idempotency
WITH point, who, used, used.result = $idempotency.result AS fresh
CALL (point, who, fresh) {
  WITH point, who, fresh
  WHERE fresh
  MERGE (scenario:Scenario {key: $scenario.key})
    ON CREATE SET scenario += $scenario, scenario:Entity
  MERGE (scenario)-[:ABOUT]->(point)
  MERGE (run:SimulationRun {id: $run.id})
    ON CREATE SET run += $run, run:Activity
  MERGE (run)-[:USED]->(scenario)
  MERGE (run)-[:WAS_ASSOCIATED_WITH]->(who)
  RETURN count(run) AS runs
}
RETURN used { .requestDigest, .result } AS used, runs
