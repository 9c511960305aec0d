// Which cases answer a filter, oldest first?
// include: blocks/chosen_cases.cypher
RETURN c.id AS id, c.sortKey AS sort_key
ORDER BY c.sortKey
LIMIT $limit
