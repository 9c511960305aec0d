// Which requests for forecasts are stored, once for each key? A run that was asked for or made already is found again.
// include: blocks/new_requests.cypher
CALL (row, used) {
  WITH row, used
  WHERE used IS NULL
  MATCH (point:DecisionPoint {key: row.point})
  USING INDEX SEEK point:DecisionPoint(key)
  // include: blocks/store_request.cypher
  WITH row, point
  CALL (row, point) {
    UNWIND row.runs AS one
    MERGE (run:ForecastRun {key: one.key})
      ON CREATE SET run = one, run:Activity
    MERGE (run)-[:ABOUT]->(point)
    RETURN count(*) AS runs
  }
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
