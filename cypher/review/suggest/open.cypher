// Which tasks of a point are suggested to somebody?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(suggestedId)
WHERE t.suggestedId > '' AND t.state = 'READY'
MATCH (t)-[:ABOUT]->(c:Case)-[:AT]->(:DecisionPoint {key: $point})
RETURN t.id AS task_id, c.id AS case_id
