// Which registered node of a kind has this key?
CALL () {
  MATCH (n:BusinessEntity {key: $key})
  USING INDEX SEEK n:BusinessEntity(key)
  WHERE $kind = 'BusinessEntity'
  RETURN n
  UNION
  MATCH (n:Category {key: $key})
  USING INDEX SEEK n:Category(key)
  WHERE $kind = 'Category'
  RETURN n
  UNION
  MATCH (n:Constraint {key: $key})
  USING INDEX SEEK n:Constraint(key)
  WHERE $kind = 'Constraint'
  RETURN n
  UNION
  MATCH (n:DataSource {key: $key})
  USING INDEX SEEK n:DataSource(key)
  WHERE $kind = 'DataSource'
  RETURN n
  UNION
  MATCH (n:Dataset {key: $key})
  USING INDEX SEEK n:Dataset(key)
  WHERE $kind = 'Dataset'
  RETURN n
  UNION
  MATCH (n:DecisionPoint {key: $key})
  USING INDEX SEEK n:DecisionPoint(key)
  WHERE $kind = 'DecisionPoint'
  RETURN n
  UNION
  MATCH (n:Feature {key: $key})
  USING INDEX SEEK n:Feature(key)
  WHERE $kind = 'Feature'
  RETURN n
  UNION
  MATCH (n:Model {key: $key})
  USING INDEX SEEK n:Model(key)
  WHERE $kind = 'Model'
  RETURN n
  UNION
  MATCH (n:Person {key: $key})
  USING INDEX SEEK n:Person(key)
  WHERE $kind = 'Person'
  RETURN n
  UNION
  MATCH (n:Policy {key: $key})
  USING INDEX SEEK n:Policy(key)
  WHERE $kind = 'Policy'
  RETURN n
  UNION
  MATCH (n:Queue {key: $key})
  USING INDEX SEEK n:Queue(key)
  WHERE $kind = 'Queue'
  RETURN n
  UNION
  MATCH (n:Team {key: $key})
  USING INDEX SEEK n:Team(key)
  WHERE $kind = 'Team'
  RETURN n
}
RETURN n.id AS id
