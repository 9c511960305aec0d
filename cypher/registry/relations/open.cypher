// Which teams, categories and constraints are new? Each is created with the record of who did it.
// include: blocks/new_requests.cypher
CALL (row, used) {
  WITH row, used
  WHERE used IS NULL
  CALL (row, used) {
    WITH row WHERE row.kind = 'Team'
    CREATE (source:Team:Agent)
    SET source = row.node
    RETURN source
    UNION ALL
    WITH row WHERE row.kind = 'Category'
    CREATE (source:Category:Entity)
    SET source = row.node
    RETURN source
    UNION ALL
    WITH row WHERE row.kind = 'Constraint'
    CREATE (source:Constraint:Entity)
    SET source = row.node
    RETURN source
  }
  CALL (row, source) {
    UNWIND row.parents AS parent
    MATCH (up:Category {id: parent})
    USING INDEX SEEK up:Category(id)
    CREATE (source)-[:IN_CATEGORY {knownFrom: row.at}]->(up)
    RETURN count(*) AS parents
  }
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
