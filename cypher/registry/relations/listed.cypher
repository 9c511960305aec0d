// Which nodes of a kind are registered, by key, and where do their declared edges lead and come from at a moment?
CALL () {
  // include: blocks/registered_after.cypher
}
// include: blocks/registry_entry.cypher
ORDER BY n.key
