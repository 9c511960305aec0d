// Which decisions answer a filter, oldest first?
// include: blocks/chosen_decisions.cypher
RETURN d.id AS id, d.sortKey AS sort_key
ORDER BY d.sortKey
LIMIT $limit
