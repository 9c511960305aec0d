// How does a pair of entities that may be one stand?
MATCH (m:IdentityMatch {id: $id})
USING INDEX SEEK m:IdentityMatch(id)
// include: blocks/match_decided.cypher
RETURN m { .id, .state, .score, .reason, .version, .sortKey, .knownAt } AS match,
  [(m)-[:ABOUT]->(e:BusinessEntity) | e { .id, .kind, .key, name: coalesce(e.name, e.externalId) }] AS entities, decided
