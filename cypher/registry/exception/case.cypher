// What is a case about that exceptions may hold for, and which of those who granted them gain by it? Of a new case, by its entities' keys.
OPTIONAL MATCH (c:Case {id: $case_id})
USING INDEX SEEK c:Case(id)
CALL (c) {
  MATCH (c)-[:CONCERNS]->(b:BusinessEntity)
  RETURN b
  UNION
  UNWIND $entity_keys AS entityKey
  MATCH (b:BusinessEntity {key: entityKey})
  USING INDEX SEEK b:BusinessEntity(key)
  RETURN b
}
WITH c, collect(b) AS entities
CALL (c, entities) {
  UNWIND $granters AS granter
  MATCH (me:Person {id: granter})
  USING INDEX SEEK me:Person(id)
  MATCH (me)-[acts:ACTED_ON_BEHALF_OF*0..4]->(mine:Person)
  // include: blocks/acting_now.cypher
  WITH DISTINCT granter, mine, c, entities
  WHERE mine.id IN $people OR mine.id IN c.submitterIds OR EXISTS { (c)-[:REQUESTED_BY]->(mine) }
    OR EXISTS { (mine)-[tie:TIED_TO]->(tied) WHERE tie.knownTo IS NULL AND tied IN entities }
    OR EXISTS { (mine)-[tie:TIED_TO]->(:Person)<-[:REQUESTED_BY]-(c) WHERE tie.knownTo IS NULL }
  RETURN collect(DISTINCT granter) AS gainers
}
RETURN [one IN entities | one.id] AS entities,
       COLLECT { UNWIND entities AS one MATCH (one)-[:IN_CATEGORY]->(k:Category) RETURN DISTINCT k.id } AS categories, gainers
