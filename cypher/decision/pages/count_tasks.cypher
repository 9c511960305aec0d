// How many tasks answer a filter?
// include: blocks/chosen_tasks.cypher
RETURN count(t) AS total
