// Which tasks answer a filter, oldest first?
// include: blocks/chosen_tasks.cypher
RETURN t.id AS id, t.id AS sort_key
ORDER BY t.id
LIMIT $limit
