// Which pairs of a state come next, the likeliest first?
MATCH (m:IdentityMatch)
USING INDEX SEEK m:IdentityMatch(sortKey)
WHERE m.sortKey > $after AND m.sortKey < $end
WITH m ORDER BY m.sortKey LIMIT $limit
// include: blocks/match_decided.cypher
RETURN m { .id, .state, .score, .reason, .version, .sortKey, .knownAt } AS match,
  [(m)-[:ABOUT]->(e:BusinessEntity) | e { .id, .kind, .key, name: coalesce(e.name, e.externalId) }] AS entities, decided
ORDER BY m.sortKey
