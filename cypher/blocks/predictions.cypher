// Write the predictions of one gate evaluation with what influenced each.
CALL (x, s, g) {
  UNWIND x.predictions AS scored
  MATCH (model:ModelVersion {key: scored.model})
  USING INDEX SEEK model:ModelVersion(key)
  CREATE (p:Prediction:Entity)
  SET p = scored.node
  CREATE (p)-[:SCORED_BY]->(model)
  CREATE (p)-[:SCORED_ON]->(s)
  CREATE (g)-[:USED]->(p)
  WITH scored, p
  CALL (scored, p) {
    UNWIND scored.influences AS influence
    MATCH (f:FeatureVersion {key: influence.feature})
    USING INDEX SEEK f:FeatureVersion(key)
    CREATE (p)-[:INFLUENCED_BY {contribution: influence.contribution, rank: influence.rank}]->(f)
    RETURN count(*) AS influences
  }
  RETURN collect(p) AS predictions
}
