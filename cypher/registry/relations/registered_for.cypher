// What is registered for a decision point, and for the dataset that its cases come from?
CALL () {
  MATCH (n:DecisionPoint {key: $point})
  USING INDEX SEEK n:DecisionPoint(key)
  RETURN n
  UNION
  MATCH (point:DecisionPoint {key: $point})-[:GOVERNED_BY]->(n:Policy)
  USING INDEX SEEK point:DecisionPoint(key)
  RETURN n
  UNION
  MATCH (n:Policy {key: $practice})
  USING INDEX SEEK n:Policy(key)
  RETURN n
  UNION
  MATCH (point:DecisionPoint {key: $point})-[:IN_QUEUE]->(n:Queue)
  USING INDEX SEEK point:DecisionPoint(key)
  RETURN n
  UNION
  MATCH (point:DecisionPoint {key: $point})-[:IN_QUEUE]->(:Queue)-[:CONSTRAINED_BY]->(sla:Sla)
  USING INDEX SEEK point:DecisionPoint(key)
  MATCH (n:Queue {key: sla.escalationQueue})
  USING INDEX SEEK n:Queue(key)
  RETURN n
  UNION
  MATCH (n:Model {decisionPoint: $point})
  USING INDEX SEEK n:Model(decisionPoint)
  RETURN n
  UNION
  MATCH (m:Model {decisionPoint: $point})<-[:VERSION_OF]-(:ModelVersion)-[:DEPENDS_ON]->(:FeatureVersion)-[:VERSION_OF]->(n:Feature)
  USING INDEX SEEK m:Model(decisionPoint)
  RETURN n
  UNION
  MATCH (data:Dataset {key: $dataset})<-[:COMPUTED_FROM]-(:FeatureVersion)-[:VERSION_OF]->(n:Feature)
  USING INDEX SEEK data:Dataset(key)
  RETURN n
  UNION
  MATCH (n:Dataset {key: $dataset})
  USING INDEX SEEK n:Dataset(key)
  RETURN n
  UNION
  MATCH (data:Dataset {key: $dataset})-[:HAD_PRIMARY_SOURCE]->(n:DataSource)
  USING INDEX SEEK data:Dataset(key)
  RETURN n
}
RETURN n.id AS id, labels(n) AS labels, n.key AS key, EXISTS { (n)-[:OWNED_BY]->() } AS owned
ORDER BY key
