// Which runs of scenarios are stored? Each once for its request; a scenario of the same content is found again.
// include: blocks/new_requests.cypher
CALL (row, used) {
  WITH row, used
  WHERE used IS NULL
  MATCH (who:Person {id: row.person})
  USING INDEX SEEK who:Person(id)
  MATCH (point:DecisionPoint {key: row.point})
  USING INDEX SEEK point:DecisionPoint(key)
  // include: blocks/store_request.cypher
  MERGE (scenario:Scenario {key: row.scenario.key})
    ON CREATE SET scenario += row.scenario, scenario:Entity
  MERGE (scenario)-[:ABOUT]->(point)
  CREATE (run:SimulationRun:Activity)
  SET run = row.run
  CREATE (run)-[:USED]->(scenario)
  CREATE (run)-[:WAS_ASSOCIATED_WITH]->(who)
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
