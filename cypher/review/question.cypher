// Which task does a question hold up, and who asked?
MATCH (q:Question {id: $question_id})-[:ABOUT]->(t:ReviewTask)
USING INDEX SEEK q:Question(id)
RETURN t.id AS task_id, t.holderId AS holder_id, q.answer IS NOT NULL AS answered
