// What is registered of the node that the database calls so, with the declared edges that ended too?
MATCH (n) WHERE elementId(n) = $element
// include: blocks/registry_entry.cypher
