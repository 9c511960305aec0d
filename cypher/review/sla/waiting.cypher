// How does one task stand on the clock, and where does it wait?
MATCH (t:ReviewTask {id: $task_id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK t:ReviewTask(id)
// include: blocks/clock_facts.cypher
