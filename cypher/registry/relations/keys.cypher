// Which nodes of a kind are registered, by key?
CALL () {
  // include: blocks/registered_after.cypher
}
RETURN n.id AS id, n.key AS key
ORDER BY key
