// The nodes of a kind after a key, in its order.
WITH $kind AS kind WHERE kind = 'BusinessEntity'
MATCH (n:BusinessEntity)
USING INDEX SEEK n:BusinessEntity(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Category'
MATCH (n:Category)
USING INDEX SEEK n:Category(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Constraint'
MATCH (n:Constraint)
USING INDEX SEEK n:Constraint(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'DataSource'
MATCH (n:DataSource)
USING INDEX SEEK n:DataSource(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Dataset'
MATCH (n:Dataset)
USING INDEX SEEK n:Dataset(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'DecisionPoint'
MATCH (n:DecisionPoint)
USING INDEX SEEK n:DecisionPoint(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Feature'
MATCH (n:Feature)
USING INDEX SEEK n:Feature(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Model'
MATCH (n:Model)
USING INDEX SEEK n:Model(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Person'
MATCH (n:Person)
USING INDEX SEEK n:Person(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Policy'
MATCH (n:Policy)
USING INDEX SEEK n:Policy(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Queue'
MATCH (n:Queue)
USING INDEX SEEK n:Queue(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
UNION
WITH $kind AS kind WHERE kind = 'Team'
MATCH (n:Team)
USING INDEX SEEK n:Team(key)
WHERE n.key > $after
RETURN n ORDER BY n.key LIMIT $limit
